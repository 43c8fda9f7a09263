"""Training configurations by name: one TOML file each, read by `cpcl_train.config`.

Each key is explained where it is defined, in `config.py` and `method/options.py`.
No code here.
"""
