"""Runs chapters with other parameters: papermill's TypeScript, and the programs behind `npm run experiment`."""
