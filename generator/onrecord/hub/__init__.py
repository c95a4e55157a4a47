"""A release on the Hugging Face Hub: checked, looked at, uploaded, compared, tagged.

``publish`` is the flow, ``client`` the requests, ``trouble`` what is said of
those that fail; ``quiet`` keeps the library's voice down and the token out of every text. ``huggingface_hub`` is
imported where it is used, no earlier.
"""
