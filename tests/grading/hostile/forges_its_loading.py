"""Says that it is loaded and answers a question before it is asked, then goes away."""
import os
import stat

for file in range(3, 64):
    try:
        if stat.S_ISSOCK(os.fstat(file).st_mode):
            for data in (b'{"id":1,"value":null}', b'{"id":2,"value":42}'):
                os.write(file, len(data).to_bytes(4, "big") + data)
    except OSError:
        pass
os._exit(0)
