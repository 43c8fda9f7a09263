"""CPCL training: cross-modal prototypical contrastive learning of person image–text models."""
