"""Runs a command in a terminal of COLUMNS x ROWS, answers it, and prints what has been on the screen: first what has scrolled away.

terminal.py COLUMNS ROWS [TEXT ANSWER]... -- COMMAND...

An ANSWER is typed once its TEXT can be read on the screen, one after the other. The last line is "exit CODE".
"""
import codecs, fcntl, os, pty, select, struct, sys, termios, time
import pyte

columns, rows = int(sys.argv[1]), int(sys.argv[2])
split = sys.argv.index("--")
answers = [(sys.argv[i], codecs.decode(sys.argv[i + 1], "unicode_escape")) for i in range(3, split, 2)]
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
    os.execvp(sys.argv[split + 1], sys.argv[split + 1:])

screen = pyte.HistoryScreen(columns, rows, history=10000)
screen.write_process_input = lambda data: os.write(terminal, data.encode())  # what a program asks its terminal
stream = pyte.ByteStream(screen)
until = time.monotonic() + 100
while time.monotonic() < until:
    if terminal in select.select([terminal], [], [], 0.2)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        stream.feed(data)
    # A line is typed once the program reads it: before that the terminal itself would echo it, too.
    reads = not termios.tcgetattr(terminal)[3] & termios.ECHO
    if answers and any(answers[0][0] in line for line in screen.display) and (reads or not answers[0][1].endswith("\n")):
        os.write(terminal, answers.pop(0)[1].encode())
else:
    os.kill(pid, 9)

_, status = os.waitpid(pid, 0)
past = ["".join(line[x].data for x in range(columns)) for line in screen.history.top]
lines = [line.rstrip() for line in past + screen.display]
while lines and not lines[-1]:
    lines.pop()
print("\n".join(lines))
print("exit", os.waitstatus_to_exitcode(status))
