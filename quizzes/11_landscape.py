"""What the questions of this unit compute: right answers from the reference, and what comes of misconceptions."""

import numpy as np

from dlref.landscape import pca, q_update, z_scores

# ----- small arithmetic


def copy(x):
    """The value itself."""
    return x


def sorted_up(x):
    """From the smallest to the largest."""
    return sorted(x)


def total(a, b):
    """a + b."""
    return a + b


def ratio(a, b):
    """a / b."""
    return a / b


def square(x):
    """x²."""
    return x * x


def tidy(x):
    """Without the float's dust."""
    return np.round(x, 9)


# ----- k-means


def squared_distances(X, C):
    """The squared distance of each sample to each center, (N, k)."""
    return ((np.asarray(X)[:, None] - np.asarray(C)) ** 2).sum(axis=-1)


def nearest_centers(X, C):
    """The label of each sample, where there are no ties and no center without a sample."""
    d = squared_distances(X, C)
    if any(list(row).count(min(row)) > 1 for row in d.tolist()):
        raise ValueError("a tie")
    labels = d.argmin(axis=1)
    if len(set(labels.tolist())) < len(C):
        raise ValueError("every center needs a sample")
    return labels


def nearest_by_first_coordinate(X, C):
    """Only the first coordinates compared."""
    return squared_distances(np.asarray(X)[:, :1], np.asarray(C)[:, :1]).argmin(axis=1)


def farthest_centers(X, C):
    """The farther center taken."""
    return squared_distances(X, C).argmax(axis=1)


def all_to_one(X):
    """Everything in the first group."""
    return [0] * len(X)


def column(x):
    """Numbers as samples with one feature."""
    return np.asarray(x)[:, None]


def group(x, c, label):
    """The numbers that belong to a center."""
    labels = nearest_centers(column(x), column(c))
    found = [value for value, own in zip(x, labels, strict=True) if own == label]
    if not 2 <= len(found) <= 3:
        raise ValueError("groups of two and three")
    return found


def means(a, b):
    """The mean of each group."""
    return [float(np.mean(a)), float(np.mean(b))]


def means_with_old_centers(a, b, c):
    """The old center counted among the samples."""
    return means([*a, c[0]], [*b, c[1]])


def midpoints(a, b):
    """Halfway between the smallest and the largest."""
    return [(min(a) + max(a)) / 2, (min(b) + max(b)) / 2]


def sums(a, b):
    """The sums."""
    return [sum(a), sum(b)]


def cost(X, C):
    """The sum of all squared distances to the nearest center."""
    return float(squared_distances(X, C).min(axis=1).sum())


def _corners(w, h):
    return [[0, 0], [w, 0], [0, h], [w, h]]


def costs_of_both(w, h):
    """The corners of a rectangle split into bottom and top, and into left and right."""
    X = _corners(w, h)
    return [cost(X, [[w / 2, 0], [w / 2, h]]), cost(X, [[0, h / 2], [w, h / 2]])]


def costs_not_squared(w, h):
    """Distances added up instead of their squares."""
    return [2 * w, 2 * h]


def costs_of_one_sample(w, h):
    """One sample only."""
    return [x / 4 for x in costs_of_both(w, h)]


def costs_swapped(w, h):
    """The wrong way round."""
    return costs_of_both(w, h)[::-1]


# ----- principal components


def diamond(a, b):
    """Four points around the origin, mirrored at the diagonals."""
    if a == b:
        raise ValueError("a line has one direction only")
    return [[a, b], [b, a], [-a, -b], [-b, -a]]


def variances(X):
    """The sample variances along the principal components."""
    return pca(X, 2)[1]


def variances_over_n(X):
    """Divided by N."""
    return variances(X) * (len(X) - 1) / len(X)


def sums_of_squares(X):
    """Not divided at all."""
    return variances(X) * (len(X) - 1)


def variances_of_columns(X):
    """The variances of the columns."""
    return np.var(X, axis=0, ddof=1)


def difference_of(a, b):
    """How far a and b are apart."""
    return abs(a - b)


def kept_share(v, k):
    """The share of the variance that the first k components keep."""
    return sum(v[:k]) / sum(v)


def share_of_count(v, k):
    """The share of the number of components."""
    return k / len(v)


def share_of_deviations(v, k):
    """Standard deviations in place of variances."""
    return kept_share(np.sqrt(v), k)


def share_lost(v, k):
    """What is left out."""
    return 1 - kept_share(v, k)


def compressed(x, m):
    """The coordinate along (0.6, 0.8), and the point that it stands for."""
    v = np.array([0.6, 0.8])
    t = (np.asarray(x) - m) @ v
    return np.round([t, *(m + t * v)], 9)


def compressed_without_mean(x, m):
    """The mean not subtracted."""
    return compressed(x, [0, 0])


def compressed_not_put_back(x, m):
    """The mean not added again."""
    t, first, second = compressed(x, m)
    return np.round([t, first - m[0], second - m[1]], 9)


def coordinate(x, m):
    """The coordinate alone."""
    return float(compressed(x, m)[0])


def from_mean(x, m):
    """The sample less the mean."""
    return np.asarray(x) - m


def scores_shape(n, d, k):
    """The shape of the coordinates of n samples along k components."""
    X = np.random.default_rng(0).normal(size=(n, d))
    return list(((X - X.mean(axis=0)) @ pca(X, k)[0].T).shape)


def components_shape(n, d, k):
    """The shape of the components."""
    return [k, d]


def restored_shape(n, d, k):
    """The shape of the data."""
    return [n, d]


def turned_shape(n, d, k):
    """The coordinates with samples in columns."""
    return [k, n]


# ----- outliers


def score_of_outlier(n, v):
    """The z-score of a value v among n − 1 zeros."""
    return float(z_scores([[0]] * (n - 1) + [[v]])[-1, 0])


def score_from_zero(n, v):
    """The mean not subtracted."""
    return v / float(np.std([0] * (n - 1) + [v]))


def score_by_sample_deviation(n, v):
    """Divided by the deviation with N − 1."""
    values = [0] * (n - 1) + [v]
    return (v - np.mean(values)) / np.std(values, ddof=1)


def one_less(n):
    """n − 1."""
    return n - 1


def measured(Z):
    """Values with these z-scores, in columns of mean 50 and 8, deviation 5 and 2."""
    return np.array([50, 8]) + np.array([5, 2]) * np.asarray(Z)


def flags(X):
    """1 where some column is more than 2 deviations away."""
    return (np.abs(_scores(X)) > 2).any(axis=1).astype(int)


def _scores(X):
    return (np.asarray(X) - [50, 8]) / [5, 2]


def flags_of_high_values(X):
    """Low values forgotten."""
    return (_scores(X) > 2).any(axis=1).astype(int)


def flags_in_all_columns(X):
    """All columns demanded."""
    return (np.abs(_scores(X)) > 2).all(axis=1).astype(int)


def flags_at_the_limit(X):
    """Exactly 2 counted."""
    return (np.abs(_scores(X)) >= 2).any(axis=1).astype(int)


def found(f, r):
    """How many frauds give an alarm."""
    return round(f * r)


def false_alarms(q):
    """How many of 10,000 honest payments give an alarm."""
    return round(10000 * q)


def share_of_true_alarms(hits, false):
    """Hits among the alarms."""
    return hits / (hits + false)


def share_of_frauds(f):
    """Frauds among all payments."""
    return f / (f + 10000)


def one_minus(q):
    """1 − q."""
    return round(1 - q, 9)


# ----- baskets


def rule_numbers(n, a, b, c):
    """Support, confidence and lift of a rule."""
    if c >= min(a, b) or a == b or a * b == c * n:
        raise ValueError("c must be part of a and b")
    return [c / n, c / a, c * n / (a * b)]


def rule_turned(n, a, b, c):
    """The confidence of the opposite rule."""
    return [c / n, c / b, c * n / (a * b)]


def rule_of_premise(n, a, b, c):
    """The support of the premise alone."""
    return [a / n, c / a, c * n / (a * b)]


def rule_lift_of_support(n, a, b, c):
    """The support divided by that of the conclusion."""
    return [c / n, c / a, c / b]


# ----- rewards


def updated_value(Q, r, lr, discount):
    """Q(0, 0) after a step from state 0 to state 1."""
    return float(q_update(Q, 0, 0, r, 1, False, lr, discount)[0, 0])


def value_replaced(Q, r, lr, discount):
    """The target believed at once."""
    return float(q_update(Q, 0, 0, r, 1, False, 1.0, discount)[0, 0])


def value_without_future(Q, r, lr, discount):
    """The reward alone as the target."""
    return float(q_update(Q, 0, 0, r, 1, True, lr, discount)[0, 0])


def value_from_own_row(Q, r, lr, discount):
    """The maximum taken in the old state."""
    return float(q_update(Q, 0, 0, r, 0, False, lr, discount)[0, 0])


def best_of(Q, s):
    """The largest value of a row."""
    return max(Q[s])


def chance_of_best(eps, n):
    """How often ε-greedy takes the best of n actions."""
    return round(1 - eps + eps / n, 9)


def chance_of_greedy(eps, n):
    """Only when it does not explore."""
    return round(1 - eps, 9)


def chance_of_exploring_best(eps, n):
    """Only when it explores."""
    return round(eps / n, 9)


def chance_without_best(eps, n):
    """Exploring taken to leave the best action out."""
    return round(1 - eps + eps / (n - 1), 9)


def discounted(r, g):
    """r₁ + γ r₂ + γ² r₃ + …, from the back."""
    result = 0.0
    for reward in reversed(r):
        result = reward + g * result
    return result


def undiscounted(r):
    """The plain sum."""
    return sum(r)


def discounted_from_the_first(r, g):
    """The first reward discounted, too."""
    return g * discounted(r, g)


def discounted_backwards(r, g):
    """The last reward taken in full."""
    return discounted(r[::-1], g)


def worth(x, g, n):
    """What a reward n steps later is worth now."""
    return round(x * g**n, 9)


def patience(a, b):
    """The discount at which a now and b two steps later are worth the same."""
    return (a / b) ** 0.5


def half(a, b):
    """Half of the quotient."""
    return a / b / 2


def best_actions(Q):
    """The best action in each state."""
    if any(len(set(row)) < len(row) for row in Q):
        raise ValueError("no ties")
    return np.argmax(Q, axis=1)


def best_values(Q):
    """The values of the best actions."""
    return np.max(Q, axis=1)


def best_states(Q):
    """The best state of each action."""
    return np.argmax(Q, axis=0)


def actions_from_one(Q):
    """Counted from 1."""
    return np.argmax(Q, axis=1) + 1


def two_returns(a, b, g):
    """A small reward at once and again and again, against a large one at the end."""
    return [discounted([a, a, a], g), discounted([0, 0, b], g)]


def two_sums(a, b):
    """Not discounted."""
    return [3 * a, b]


def two_first_rewards(a, b):
    """The next reward only."""
    return [a, 0]


def two_returns_late(a, b, g):
    """The last reward discounted three times."""
    return [g * x for x in two_returns(a, b, g)]


# ----- search


def search_sizes(b, c):
    """The ends of a tree of three levels, with b and with c branches."""
    return [b**3, c**3]


def search_sizes_added(b, c):
    """Branches added up over the levels."""
    return [3 * b, 3 * c]


def search_sizes_of_two(b, c):
    """Two levels only."""
    return [b * b, c * c]
