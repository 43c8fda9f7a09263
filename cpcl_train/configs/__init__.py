"""Training configurations by name: one TOML file each, read by `cpcl_train.config` through `tables`.

Each key is explained where it is defined, in `config.py` and `method/options.py`.
Nothing here may know what a key means.
"""
