"""Submissions that are alike: what two students share that others do not, and how unlikely that is in their class.

``forms`` and ``oddities`` take a source apart into parts that two sources can share, in a process of their own
(``reading``). ``known`` says which parts count for nothing. ``rarity`` weighs a part by how few students have it and adds
up what each pair shares. ``chance`` compares a pair with all pairs of the class. ``pairs`` leads through it all, and
``evidence``, ``listing`` and ``page`` show what comes out of it: pairs to look at, never a verdict.
"""
