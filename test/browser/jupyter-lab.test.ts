/** The tests of JupyterLab, in one session. */
import "./lab-chapters";
import "./html-viewer";
import "./controls";
import "./exercise";
import "./your-turn";
import "./working";
