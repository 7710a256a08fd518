"""``python -m stores.collect``: collects events until it is stopped; see ``stores.collector``."""

from server.rasa_3_6_21 import defer_tensorflow

if __name__ == "__main__":
    defer_tensorflow()

    from stores.collector import main

    main()
