"""``python -m usage.collect``: collects events until it is stopped; see ``usage.collector``."""

from scripts.light_rasa import defer_tensorflow

if __name__ == "__main__":
    defer_tensorflow()

    from usage.collector import main

    main()
