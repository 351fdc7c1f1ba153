"""The landscape of learning: what else there is besides networks trained on labelled examples.

Without labels, the data itself is looked at. k-means finds groups (`kmeans`), principal components the
directions in which the samples differ most (`pca`), and standard scores the samples that stick out
(`anomalies`). With rewards in place of right answers, an agent has to try things out: Q-learning learns from
single steps what each action is worth, and so finds its way through a world it has never seen
(`train_gridworld`). With labels, and no hidden layer at all, a single neuron with a sigmoid is logistic
regression (`fit_logistic`).

`GridWorld` is a small world to learn in, and `steps_to_goal` knows the truth about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from dlref.activations import sigmoid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

__all__ = [
    "Environment",
    "GridWorld",
    "anomalies",
    "epsilon_greedy",
    "fit_logistic",
    "kmeans",
    "pca",
    "predict_proba",
    "q_update",
    "steps_to_goal",
    "train_gridworld",
    "z_scores",
]

Array = NDArray[np.float64]
Labels = NDArray[np.intp]


def _samples(X: ArrayLike) -> Array:
    """`X` in float64; it must have one row per sample, and a sample at least."""
    X = np.asarray(X, dtype=np.float64)
    if X.ndim != 2 or len(X) == 0:
        raise ValueError(f"X must have shape (N, D) with N at least 1, got {X.shape}")
    return X


def kmeans(X: ArrayLike, k: int, rng: np.random.Generator, iterations: int = 100) -> tuple[Array, Labels]:
    """Sort samples into k groups around k centers, by Lloyd's algorithm.

        labelₙ = argminⱼ ‖xₙ − cⱼ‖²,   cⱼ = mean of the samples with label j

    Either step makes the sum of all ‖xₙ − c_labelₙ‖² smaller, or leaves it as it is: in the end nothing
    changes any more. A center from which all samples have gone gets the farthest sample, which makes the sum
    smaller, too.

    Always every center has a sample and is the mean of its samples. If the labels stopped changing within
    `iterations`, every sample moreover belongs to a nearest center (of equally near ones to the first). If
    they did not, the labels are the nearest centers of one iteration before, and some sample may have come to
    be nearer to another: with labels as they are, centers cannot be both. The sum is then smaller than ever
    before, and more iterations would make it smaller still. What is found is a local optimum; another seed
    may find a better one.

    Args:
        X: Samples `(N, D)`, at least k different ones.
        k: The number of groups, at least 1.
        rng: The source of the first centers, k different samples (`_scattered`).
        iterations: How often labels are given at most, at least 1; the last time only finds that none
            changes.

    Returns:
        `(centers, labels)`: `(k, D)`, and integers `(N,)` from 0 to k − 1.

    Raises:
        ValueError: If `X` is not `(N, D)`, has fewer than k different samples, or `k` or `iterations` is
            below 1.

    Source:
        Lloyd (1982), "Least squares quantization in PCM"; notes 004 비지도 학습. The note's nappies and beer are
        no groups of customers but an association rule: things that are bought together.
    """
    X = _samples(X)
    if k < 1 or iterations < 1:
        raise ValueError(f"k and iterations must be at least 1, got {k} and {iterations}")
    centers = _scattered(X, k, rng)
    labels = np.full(len(X), -1)
    for _ in range(iterations):
        before, labels = labels, _nearest(X, centers)
        if np.array_equal(labels, before):
            break
        centers = np.array([X[labels == j].mean(axis=0) for j in range(k)])
    return centers, labels


def _squared_distances(X: Array, center: Array) -> Array:
    """‖xₙ − c‖² of every sample: exactly 0 where they are equal."""
    return np.asarray(((X - center) ** 2).sum(axis=1))


def _scattered(X: Array, k: int, rng: np.random.Generator) -> Array:
    """First centers: k different samples, far from each other more often than not.

    The first is drawn evenly, each further one with a chance that grows with its squared distance to the
    nearest of those before (Arthur and Vassilvitskii, 2007, "k-means++"): in well separated groups almost
    always one in each.
    """
    chosen = [X[rng.integers(len(X))]]
    distances = _squared_distances(X, chosen[0])
    while len(chosen) < k:
        if not distances.any():
            raise ValueError(f"X must hold at least k = {k} different samples, got {len(chosen)}")
        chosen.append(X[rng.choice(len(X), p=distances / distances.sum())])
        distances = np.minimum(distances, _squared_distances(X, chosen[-1]))
    return np.array(chosen)


def _nearest(X: Array, centers: Array) -> Labels:
    """The nearest center of each sample; but a center without any takes the farthest that can be spared.

    A sample can be spared if it is not the last of its center. Where one of k centers has none, two different
    samples share another, so that one of the two, at least, is away from it.
    """
    distances = np.array([_squared_distances(X, center) for center in centers])
    labels: Labels = distances.argmin(axis=0)
    distance = distances.min(axis=0)
    counts = np.bincount(labels, minlength=len(centers))
    for empty in np.flatnonzero(counts == 0):
        farthest = np.where(counts[labels] > 1, distance, -1.0).argmax()
        counts[labels[farthest]] -= 1
        counts[empty] = 1
        labels[farthest] = empty
    return labels


def pca(X: ArrayLike, k: int) -> tuple[Array, Array]:
    """Principal components: directions in which the samples vary most, each at right angles to all before.

        X − mean = U S Vᵀ,   componentᵢ = row i of Vᵀ,   explained varianceᵢ = Sᵢ² / (N − 1)

    The singular values S fall. Their squares are the eigenvalues of (X − mean)ᵀ (X − mean), which is never
    formed: in it small ones would lose twice as many digits.

    Args:
        X: Samples `(N, D)`, at least 2.
        k: The number of components, 1 ≤ k ≤ min(N, D).

    Returns:
        `(components, explained_variance)`: rows of unit length `(k, D)`, of either sign, and the sample
        variance of the data along each, `(k,)`.

    Raises:
        ValueError: If `X` is not `(N, D)`, `k` is out of range, or there is one sample only: it has no
            variance.

    Source:
        Pearson (1901), "On lines and planes of closest fit to systems of points in space"; Hotelling (1933),
        "Analysis of a complex of statistical variables into principal components"; notes 004 비지도 학습.
    """
    X = _samples(X)
    if len(X) < 2:
        raise ValueError("the variance of one sample is not defined, X must hold at least 2")
    if not 1 <= k <= min(X.shape):
        raise ValueError(f"k must be from 1 to {min(X.shape)} for X of shape {X.shape}, got {k}")
    _, singular_values, components = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    variances = singular_values**2 / (len(X) - 1)
    return components[:k], variances[:k]


def z_scores(X: ArrayLike) -> Array:
    """How many standard deviations each value is away from the mean of its column.

        zₙᵢ = (xₙᵢ − meanᵢ) / σᵢ,   σᵢ² = 1/N Σₙ (xₙᵢ − meanᵢ)²;   0 where all values of a column are equal

    The mean of equal values may round to another (that of three times 0.1 does), and their deviation to more
    than 0. Distances from the first sample are exactly 0 then, and so are their mean and their deviation.

    Args:
        X: Samples `(N, D)`.

    Returns:
        Standard scores `(N, D)`.

    Raises:
        ValueError: If `X` is not `(N, D)`.

    Source:
        Kreyszig (1979), "Advanced engineering mathematics" (standardized variables); notes 004 비지도 학습
        (이상치 탐지).
    """
    X = _samples(X)
    away: Array = X - X[0]
    away -= away.mean(axis=0)
    deviation = np.sqrt(np.mean(away**2, axis=0))
    away /= np.where(deviation > 0, deviation, 1.0)
    return away


def anomalies(X: ArrayLike, threshold: float = 3.0) -> NDArray[np.bool_]:
    """Find the samples that stick out: more than `threshold` standard deviations, in any column.

        maxᵢ |zₙᵢ| > threshold

    Of N samples none has |z| > √(N − 1): with the usual threshold of 3, one of nine or fewer is never found.

    Args:
        X: Samples `(N, D)`.
        threshold: Where it begins; a score of exactly that much is still usual.

    Returns:
        For each sample whether it is an anomaly, `(N,)`.

    Raises:
        ValueError: If `X` is not `(N, D)`.

    Source:
        Shiffler (1988), "Maximum Z scores and outliers"; notes 004 비지도 학습 (이상치 탐지).
    """
    return np.asarray((np.abs(z_scores(X)) > threshold).any(axis=1))


def q_update(
    Q: ArrayLike, s: int, a: int, r: float, s_next: int, done: bool, lr: float = 0.1, discount: float = 0.99
) -> Array:
    """One step of Q-learning: what action a in state s is worth moves towards what has just been seen.

        Q(s, a) ← (1 − lr) Q(s, a) + lr target,   target = r + discount maxₐ′ Q(s′, a′),   or r if `done`

    The best action in s′ counts, whichever will be taken (learning "off-policy"). After the end nothing more
    is won: `s_next` is then not looked at.

    Args:
        Q: What each action is believed to be worth in each state, `(n_states, n_actions)`.
        s: The state.
        a: The action that was taken.
        r: The reward that came.
        s_next: The state that it led to.
        done: Whether the episode ended there.
        lr: Learning rate; with 1 the target is believed at once.
        discount: What a reward is worth a step later.

    Returns:
        A new Q, the same but for one entry.

    Raises:
        ValueError: If `Q` is not of two dimensions.

    Source:
        Watkins (1989), "Learning from delayed rewards"; notes 004 강화 학습.
    """
    Q = np.array(Q, dtype=np.float64)
    if Q.ndim != 2:
        raise ValueError(f"Q must have shape (n_states, n_actions), got {Q.shape}")
    target = r if done else r + discount * Q[s_next].max()
    Q[s, a] = (1 - lr) * Q[s, a] + lr * target
    return Q


def epsilon_greedy(q_values: ArrayLike, epsilon: float, rng: np.random.Generator) -> int:
    """Try something out every now and then, else do what seems best.

        with probability ε any action, each with the same chance;   otherwise argmaxₐ Q(a)

    "Any" includes the best one, so that it is taken with probability 1 − ε + ε / n_actions. Ties may be
    broken in any way; here one of the best is drawn, which is what makes an agent move that knows nothing
    yet.

    Args:
        q_values: What each action is believed to be worth, `(n_actions,)`.
        epsilon: How often to explore, from 0 (never) to 1 (always).
        rng: Where chance comes from: one number from [0, 1) is drawn, and explored if it is below ε; then
            one integer.

    Returns:
        The index of the action.

    Raises:
        ValueError: If `q_values` are not `(n_actions,)`.

    Source:
        Sutton and Barto (2018), "Reinforcement learning: an introduction", 2.2; notes 004 강화 학습.
    """
    q_values = np.asarray(q_values, dtype=np.float64)
    if q_values.ndim != 1 or len(q_values) == 0:
        raise ValueError(f"q_values must have shape (n_actions,), got {q_values.shape}")
    if rng.random() < epsilon:
        return int(rng.integers(len(q_values)))
    best = np.flatnonzero(q_values == q_values.max())
    return int(best[rng.integers(len(best))])


class Environment(Protocol):
    """A world of states and actions, numbered from 0, that only shows itself step by step.

    Attributes:
        n_states: The number of states.
        n_actions: The number of actions, the same in each.

    Source:
        Sutton and Barto (2018), "Reinforcement learning: an introduction", 3.1; notes 004 강화 학습.
    """

    n_states: int
    n_actions: int

    def reset(self) -> int:
        """Begin an episode; the state in which it begins."""

    def step(self, a: int, /) -> tuple[int, float, bool]:
        """Do action `a`: the state that it leads to, the reward, and whether the episode has ended."""


def train_gridworld(env: Environment, episodes: int, rng: np.random.Generator) -> Array:
    """Learn by Q-learning what every action is worth everywhere, in a world without chance.

    Q-learning learns what is best, whatever is done meanwhile. So as long as there is a state where some
    action was never tried, the agent explores with all its strength: everywhere it does what it has done
    least there. It remembers every step, and after an episode that showed something new it learns from all of
    them again, the latest first, until nothing changes. The learning rate is 1: where nothing is left to
    chance, one look tells the truth. When all has been tried, Q is exact, and the agent takes the best way.

    An episode is broken off after 4 n_states n_actions steps: it need not end by itself.

    Args:
        env: The world.
        episodes: How many episodes to play; in small worlds ten or twenty are enough.
        rng: The source of decisions between equals.

    Returns:
        Q `(n_states, n_actions)`, with a discount of 0.99. Once all actions were tried in all states that can
        be reached from where episodes begin, an action with the largest Q is the first step of a best way
        from there.

    Source:
        Watkins (1989), "Learning from delayed rewards"; Lin (1992), "Self-improving reactive agents based on
        reinforcement learning, planning and teaching" (remembering); Thrun (1992), "The role of exploration
        in learning control" (counting); notes 004 강화 학습. AlphaGo, the note's example, first learnt from games
        of human masters, and searched ahead; AlphaGo Zero learnt from playing alone.
    """
    Q = np.zeros((env.n_states, env.n_actions))
    tries = np.zeros(Q.shape)
    seen: dict[tuple[int, int], tuple[float, int, bool]] = {}
    for _ in range(episodes):
        s, known = env.reset(), len(seen)
        curious = (tries.any(axis=1) & ~tries.all(axis=1)).any()
        for _ in range(4 * Q.size):
            a = epsilon_greedy(-tries[s] if curious else Q[s], 0.0, rng)
            tries[s, a] += 1
            s_next, r, done = env.step(a)
            seen[s, a] = r, s_next, done
            if done:
                break
            s = s_next
        if len(seen) > known:
            Q = _replay(Q, seen)
    return Q


def _replay(Q: Array, seen: dict[tuple[int, int], tuple[float, int, bool]]) -> Array:
    """Learn from all steps, the latest first, until nothing changes (or as often as Q has entries)."""
    for _ in range(Q.size):
        before = Q
        for (s, a), (r, s_next, done) in reversed(seen.items()):
            Q = q_update(Q, s, a, r, s_next, done, lr=1.0)
        if np.array_equal(Q, before):
            break
    return Q


class GridWorld:
    """A map with walls, and a goal to find; bumping into a wall or the edge costs a step and leads nowhere.

    States are the cells of the map, row by row, walls included. Actions are 0 up, 1 right, 2 down, 3 left. An
    episode ends at a goal, and only there.

    Args:
        rows: The map, a text for each row: "G" a goal, "#" a wall, "S" the start, "." free.
        rng: If given, episodes begin anywhere, drawn evenly from `starts`; otherwise at the "S".
        step_reward: The reward of a step that does not lead to a goal.
        goal_reward: The reward of one that does.

    Attributes:
        n_states: The number of cells.
        n_actions: 4.
        next_states: Where each action leads from each state, integers `(n_states, 4)`.
        goals: For each state whether it is a goal, `(n_states,)`.
        starts: The states in which an episode may begin: with `rng` all from which a goal can be reached,
            save the goals themselves.

    Raises:
        ValueError: If the rows are not equally long, or the goal cannot be reached from any start.

    Source:
        Sutton and Barto (2018), "Reinforcement learning: an introduction", 4.1; notes 004 강화 학습.
    """

    n_actions = 4

    def __init__(
        self,
        rows: Sequence[str],
        rng: np.random.Generator | None = None,
        step_reward: float = 0.0,
        goal_reward: float = 1.0,
    ) -> None:
        if len({len(row) for row in rows}) != 1:
            raise ValueError(f"the rows of the map must be equally long, got {list(rows)}")
        cells = np.array([list(row) for row in rows])
        self.n_states = cells.size
        self.next_states = _neighbours(cells != "#")
        self.goals = (cells == "G").ravel()
        may_start = np.isfinite(steps_to_goal(self)) & ~self.goals
        self.starts = np.flatnonzero(may_start if rng is not None else may_start & (cells == "S").ravel())
        if len(self.starts) == 0:
            raise ValueError("the map must have a goal G, and a way to it from S (with rng, from anywhere)")
        self._rng, self._step_reward, self._goal_reward = rng, step_reward, goal_reward
        self._state: int | None = None

    def reset(self) -> int:
        """Begin an episode; the state in which it begins."""
        self._state = int(self.starts[0] if self._rng is None else self._rng.choice(self.starts))
        return self._state

    def step(self, a: int) -> tuple[int, float, bool]:
        """Do action `a`.

        Args:
            a: 0 up, 1 right, 2 down or 3 left.

        Returns:
            `(state, reward, done)`: where that has led, what it brought, and whether it was a goal.

        Raises:
            ValueError: If there is no such action, or no episode has begun since the last one ended.
        """
        if a not in range(self.n_actions):
            raise ValueError(f"an action is 0, 1, 2 or 3, got {a!r}")
        if self._state is None:
            raise ValueError("no episode is running: call reset() first")
        state = int(self.next_states[self._state, a])
        done = bool(self.goals[state])
        self._state = None if done else state
        return state, self._goal_reward if done else self._step_reward, done


def _neighbours(free: NDArray[np.bool_]) -> Labels:
    """Where one gets from each cell by going up, right, down and left: nowhere, at a wall or the edge."""
    cells = np.arange(free.size).reshape(free.shape)
    framed = np.pad(np.where(free, cells, -1), 1, constant_values=-1)
    sides = np.stack([framed[:-2, 1:-1], framed[1:-1, 2:], framed[2:, 1:-1], framed[1:-1, :-2]], axis=-1)
    open_sides = (sides >= 0) & free[..., None]
    return np.where(open_sides, sides, cells[..., None]).reshape(-1, 4)


def steps_to_goal(world: GridWorld, Q: ArrayLike | None = None) -> Array:
    """How far the goal is from each state: at best, or on the way that a Q takes.

        d(goal) = 0,   d(s) = 1 + minₐ d(next(s, a))   over all actions, or over the first best of Q(s, ·)
        alone

    A policy finds a shortest path from everywhere if the two agree on all `world.starts`. This is value
    iteration, with every step costing 1: distances are right for all states within n steps after n rounds.

    Args:
        world: The world.
        Q: What each action is believed to be worth in each state, `(n_states, n_actions)`, or none.

    Returns:
        The number of steps, `(n_states,)`; infinite where they never lead to a goal.

    Raises:
        ValueError: If `Q` has another shape.

    Source:
        Bellman (1958), "On a routing problem"; notes 004 강화 학습.
    """
    successors = world.next_states
    if Q is not None:
        if np.shape(Q) != successors.shape:
            raise ValueError(f"Q must have shape {successors.shape}, got {np.shape(Q)}")
        successors = np.take_along_axis(successors, np.argmax(Q, axis=1)[:, None], axis=1)
    distances = np.where(world.goals, 0.0, np.inf)
    for _ in range(world.n_states):
        distances = np.where(world.goals, 0.0, 1.0 + distances[successors].min(axis=1))
    return distances


def fit_logistic(X: ArrayLike, y: ArrayLike, lr: float = 0.1, iterations: int = 1000) -> tuple[Array, float]:
    """Logistic regression: a neuron with a sigmoid, trained by gradient descent on the mean cross-entropy.

        L = −mean(y log p + (1 − y) log(1 − p))  with p = σ(X w + b)
        ∂L/∂w = Xᵀ (p − y) / N,   ∂L/∂b = mean(p − y)

    The slope of the sigmoid cancels against that of the logarithm, so that neither a logarithm nor a quotient
    is needed that could fail where p rounds to 0 or 1. Both parameters start at 0 and move from the same
    point.

    Args:
        X: Samples `(N, D)`.
        y: 0 or 1 for each, `(N,)`.
        lr: Learning rate.
        iterations: The number of steps, each with all samples.

    Returns:
        `(w, b)`: weights `(D,)`, and the bias, a float.

    Raises:
        ValueError: If `X` is not `(N, D)`, or `y` not `(N,)`.

    Source:
        Cox (1958), "The regression analysis of binary sequences"; notes 004 지도 학습 (분류).
    """
    X, y = _samples(X), np.asarray(y, dtype=np.float64)
    if y.shape != X.shape[:1]:
        raise ValueError(f"y must have shape {X.shape[:1]} for X of shape {X.shape}, got {y.shape}")
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        error = predict_proba(X, w, b) - y
        w -= lr * (X.T @ error) / len(X)
        b -= lr * float(error.mean())
    return w, b


def predict_proba(X: ArrayLike, w: ArrayLike, b: float) -> Array:
    """The probability that a sample is of class 1.

        p = σ(X w + b)

    Args:
        X: Samples `(N, D)`.
        w: Weights `(D,)`.
        b: Bias.

    Returns:
        Probabilities `(N,)`.

    Raises:
        ValueError: If `X` is not `(N, D)`, or `w` not `(D,)`.

    Source:
        Cox (1958), "The regression analysis of binary sequences"; notes 004 지도 학습 (분류).
    """
    X, w = _samples(X), np.asarray(w, dtype=np.float64)
    if w.shape != X.shape[1:]:
        raise ValueError(f"w must have shape {X.shape[1:]} for X of shape {X.shape}, got {w.shape}")
    return sigmoid(X @ w + b)
