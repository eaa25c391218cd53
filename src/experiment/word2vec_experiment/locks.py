"""Holds locks for another program: `python -m word2vec_experiment.locks FILE`.

Stdin: lines `lock KEY` or `unlock KEY`, KEY in hexadecimal. Stdout: for each `lock` a line `yes`, or `no` if another
process has the lock. Each key locks one byte of the same file, far behind its end. The operating system releases the
locks when this program ends, even if it is killed, and it ends with the one that started it. Node has no such locks;
files with process numbers mean nothing to another machine that shares the folder.
"""

import sys

DIGITS = 14  # 56 bits: an offset that every system takes


def main(file: str) -> None:
    with open(file, "ab") as locked:
        for line in sys.stdin:
            command, key = line.split()
            offset = int(key[:DIGITS], 16)
            if command == "unlock":
                change(locked, offset, lock=False)
            else:
                print("yes" if change(locked, offset, lock=True) else "no", flush=True)


if sys.platform == "win32":
    import msvcrt

    def change(locked, offset: int, lock: bool) -> bool:
        locked.seek(offset)
        try:
            msvcrt.locking(locked.fileno(), msvcrt.LK_NBLCK if lock else msvcrt.LK_UNLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def change(locked, offset: int, lock: bool) -> bool:
        how = fcntl.LOCK_EX | fcntl.LOCK_NB if lock else fcntl.LOCK_UN
        try:
            fcntl.lockf(locked, how, 1, offset)
        except (BlockingIOError, PermissionError):
            return False
        return True


if __name__ == "__main__":
    main(sys.argv[1])
