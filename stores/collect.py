"""``python -m stores.collect``: collects events until it is stopped; see ``stores.collector``."""

from server.light_rasa import defer_tensorflow

if __name__ == "__main__":
    defer_tensorflow()

    from stores.collector import main

    main()
