"""Training of the joint extractor: `python -m training.train --shared ../shared --out weights`."""
