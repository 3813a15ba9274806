"""WSL Go Wizard: makes WSL right for Go, shows every change first, and takes it back on demand.

The folders are the layers, and imports point downwards only::

    gui, cli                        two faces
    app                             Session: the only wiring
    engine | rules | transports     decide | know | touch the machine
    facts                           a question and its pure parser
    codecs                          lossless text
    model                           frozen values and ports
"""
