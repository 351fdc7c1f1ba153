"""The reference: every exercise of the course, worked out in NumPy.

One module per unit, in the order in which the course is studied: `dlref.perceptron`, `dlref.activations`,
and so on. A module holds the very names that a student writes, with the same signatures, so that either can
stand in for the other. Nothing is imported here: whoever needs one unit loads one unit.
"""
