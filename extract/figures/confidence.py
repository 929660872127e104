"""How sure a figure is."""


def rate(metric: float, nature: float, period: float) -> float:
    """The confidence of a figure (0 to 1), from how likely its metric, nature and period are."""
    return round(max(0.05, min(0.95, metric * nature * period)), 2)
