"""Clusters, components, outliers, Q-learning and logistic regression against independent optima.

`expected_landscape.json` holds the numbers; `make_expected_landscape.py` beside it says how they were made.
"""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from dlref import landscape
from dlref.landscape import (
    GridWorld,
    anomalies,
    epsilon_greedy,
    fit_logistic,
    kmeans,
    pca,
    predict_proba,
    q_update,
    steps_to_goal,
    train_gridworld,
    z_scores,
)

EXPECTED = json.loads(Path(__file__).with_name("expected_landscape.json").read_text(encoding="utf-8"))

# The contract: every name with its parameters.
SIGNATURES = {
    "kmeans": "(X, k, rng, iterations=100)",
    "pca": "(X, k)",
    "z_scores": "(X)",
    "anomalies": "(X, threshold=3.0)",
    "q_update": "(Q, s, a, r, s_next, done, lr=0.1, discount=0.99)",
    "epsilon_greedy": "(q_values, epsilon, rng)",
    "train_gridworld": "(env, episodes, rng)",
    "fit_logistic": "(X, y, lr=0.1, iterations=1000)",
    "predict_proba": "(X, w, b)",
}
# What the exercises' tests use besides.
MORE = {
    "GridWorld": "(rows, rng=None, step_reward=0.0, goal_reward=1.0)",
    "steps_to_goal": "(world, Q=None)",
}
REWARDS = [(0.0, 1.0), (-1.0, 0.0), (-0.04, 1.0), (0.0, 100.0), (-1.0, 10.0)]


def rng(seed=0):
    return np.random.default_rng(seed)


def short(value):
    return str(value)[:40]


@pytest.fixture(autouse=True)
def _no_floating_point_error():
    """A tail may underflow to 0; nothing may overflow, divide by 0 or be undefined."""
    with np.errstate(all="raise", under="ignore"):
        yield


# ----- the contract -----


def bare(function):
    parameters = inspect.signature(function).parameters.values()
    return str(inspect.Signature([p.replace(annotation=inspect.Parameter.empty) for p in parameters]))


def test_names_are_those_of_the_catalogue():
    assert set(landscape.__all__) == {*SIGNATURES, *MORE, "Environment"}


@pytest.mark.parametrize(("name", "parameters"), (SIGNATURES | MORE).items())
def test_signature(name, parameters):
    assert bare(getattr(landscape, name)) == parameters


@pytest.mark.parametrize("name", [*SIGNATURES, *MORE, "Environment"])
def test_docstring_names_its_source(name):
    docstring = inspect.getdoc(getattr(landscape, name))
    assert all(section in docstring for section in ("Source:", "notes 004"))


# ----- k-means -----


def distances(X, centers):
    return ((X[:, None] - centers) ** 2).sum(axis=2)


def assert_partition(X, centers, labels, k):
    """What always holds: every center has samples, and is their mean."""
    assert (centers.shape, labels.shape, labels.dtype.kind) == ((k, X.shape[1]), (len(X),), "i")
    assert set(labels.tolist()) == set(range(k))
    for j in range(k):
        np.testing.assert_array_equal(centers[j], X[labels == j].mean(axis=0))


def assert_fixed_point(X, centers, labels, k):
    assert_partition(X, centers, labels, k)
    squares = distances(X, centers)
    np.testing.assert_array_equal(squares[np.arange(len(X)), labels], squares.min(axis=1))


def grouping(labels):
    """Labels by the order in which the groups are met, as text."""
    names = {label: str(number) for number, label in enumerate(dict.fromkeys(labels.tolist()))}
    return "".join(names[label] for label in labels.tolist())


@pytest.mark.parametrize("entry", EXPECTED["kmeans"], ids=lambda e: f"{short(e['X'])}-{e['k']}")
def test_kmeans_stops_only_where_it_may_and_finds_the_best(entry):
    X, k, sums = np.array(entry["X"]), entry["k"], []
    for seed in range(60):
        centers, labels = kmeans(X, k, rng(seed))
        assert grouping(labels) in entry["stops"]
        sums.append(distances(X, centers)[np.arange(len(X)), labels].sum())
    assert min(sums) == pytest.approx(entry["best"], rel=1e-12, abs=1e-12)


def crowds(seed):
    """Samples with many repeated, k of them different at least, and a k."""
    draw = rng(seed)
    n, d = int(draw.integers(1, 41)), int(draw.integers(1, 4))
    X = draw.normal(size=(n, d)) if seed % 2 else draw.integers(-2, 3, size=(n, d)) / 10
    X = X[draw.integers(0, n, n)] * [1.0, 1000.0][seed % 3 == 0]
    different = len(np.unique(X, axis=0))
    return X, int(draw.integers(1, different + 1)) if seed % 4 else different


def test_kmeans_ends_at_a_fixed_point_whatever_the_samples():
    for seed in range(400):
        X, k = crowds(seed)
        before = X.tobytes()
        assert_fixed_point(X, *kmeans(X, k, rng(seed)), k)
        assert X.tobytes() == before


def test_kmeans_finds_its_way_from_bad_first_centers(monkeypatch):
    emptied = 0
    for seed in range(300):
        X, k = crowds(seed)
        first = 3000.0 + rng(seed).normal(size=(k, X.shape[1]))  # nearly all samples have the same nearest
        monkeypatch.setattr(landscape, "_scattered", lambda *_, first=first: first)
        emptied += len(set(distances(X, first).argmin(axis=1).tolist())) < k
        assert_fixed_point(X, *kmeans(X, k, rng()), k)
    assert emptied > 200


def test_a_center_without_samples_takes_the_farthest_that_can_be_spared():
    X = np.array([[0.0], [1.0], [10.0], [100.0]])
    labels = landscape._nearest(X, np.array([[1.0], [-500.0], [150.0], [-600.0]]))
    assert labels.tolist() == [3, 0, 1, 2]  # 100 is the only one of its center, though it is farther away
    assert landscape._nearest(X[:1], np.array([[7.0]])).tolist() == [0]


@pytest.mark.parametrize("iterations", [1, 2, 3, 4])
def test_kmeans_that_runs_out_of_iterations(iterations, monkeypatch):
    calls, nearest = [], landscape._nearest
    monkeypatch.setattr(landscape, "_nearest", lambda *args: calls.append(1) or nearest(*args))
    X = rng(3).normal(size=(300, 2))
    centers, labels = kmeans(X, 12, rng(4), iterations=iterations)
    assert len(calls) == iterations
    assert_partition(X, centers, labels, 12)
    _, later = kmeans(X, 12, rng(4), iterations=iterations + 1)
    assert not np.array_equal(labels, later)


def test_the_sum_of_squares_falls_with_every_iteration():
    X = rng(5).normal(size=(500, 3))
    sums = []
    for iterations in range(1, 60):
        centers, labels = kmeans(X, 20, rng(6), iterations=iterations)
        sums.append(distances(X, centers)[np.arange(500), labels].sum())
    assert (np.diff(sums) <= 1e-9).all()
    assert sums[0] > sums[5] > sums[-1] == sums[-2]


def test_separated_groups_are_found():
    draw = rng(7)
    middles = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0], [10.0, 10.0]])
    truth = draw.integers(0, 4, 200)
    X = middles[truth] + draw.normal(scale=0.5, size=(200, 2))
    found = sum(grouping(kmeans(X, 4, rng(seed))[1]) == grouping(truth) for seed in range(50))
    assert found >= 45


def test_another_seed_may_find_other_groups():
    X = np.array([[0, 0], [0, 2], [2, 0], [2, 2]])
    assert len({grouping(kmeans(X, 2, rng(seed))[1]) for seed in range(30)}) > 1


# ----- principal components -----


@pytest.mark.parametrize("entry", EXPECTED["pca"], ids=lambda e: str(np.shape(e["X"])))
def test_pca(entry):
    X, variance = np.array(entry["X"]), np.array(entry["variance"])
    before = X.tobytes()
    for k in range(1, min(X.shape) + 1):
        components, explained = pca(X, k)
        assert (components.shape, explained.shape) == ((k, X.shape[1]), (k,))
        np.testing.assert_allclose(explained, variance[:k], rtol=1e-10, atol=1e-12 * variance[0])
        np.testing.assert_allclose(components @ components.T, np.eye(k), atol=1e-12)
        for got, want, value in zip(components, entry["components"], variance, strict=False):
            if value > 1e-12 * variance[0]:  # else any direction that is left would do
                np.testing.assert_allclose(got * np.sign(got @ want), want, rtol=1e-10, atol=1e-10)
    assert X.tobytes() == before


def test_explained_variance_is_that_of_the_projection():
    X = rng(8).normal(size=(30, 4)) @ rng(9).normal(size=(4, 4)) + 100.0
    components, explained = pca(X, 4)
    np.testing.assert_allclose((X @ components.T).var(axis=0, ddof=1), explained, rtol=1e-11)
    assert (np.diff(explained) <= 0).all()
    assert explained.sum() == pytest.approx(X.var(axis=0, ddof=1).sum(), rel=1e-12)


def test_equal_samples_have_no_variance():
    components, explained = pca(np.full((5, 3), 0.1), 2)
    np.testing.assert_allclose(explained, 0.0, atol=1e-30)
    np.testing.assert_allclose(components @ components.T, np.eye(2), atol=1e-14)


# ----- anomalies -----


@pytest.mark.parametrize("entry", EXPECTED["z_scores"], ids=lambda e: short(e["X"]))
def test_z_scores(entry):
    X = np.array(entry["X"])
    before = X.tobytes()
    np.testing.assert_allclose(z_scores(X), entry["z"], rtol=1e-10, atol=1e-11)
    assert X.tobytes() == before


@pytest.mark.parametrize("value", [0.1, -1 / 3, 1000.0, 1e-300, 0.0, 7, 0.7])
@pytest.mark.parametrize("n", [1, 3, 7, 10, 1000])
def test_columns_of_equal_values_score_exactly_zero(value, n):
    X = np.column_stack([np.full(n, value), np.arange(n)])
    scores = z_scores(X)
    assert not scores[:, 0].any()
    assert not anomalies(X, threshold=1.8).any()


def test_z_scores_of_large_values():
    X = np.array([[1000.0, -1000.0], [-1000.0, -1000.0], [1000.0, 999.0]])
    assert np.isfinite(z_scores(X)).all()
    assert np.isfinite(z_scores(1e-170 * X)).all()  # squares underflow


def test_anomalies():
    X = rng(10).normal(size=(500, 3))
    X[[3, 77]] = [[9.0, 0.0, 0.0], [0.0, 0.0, -9.0]]
    found = anomalies(X, threshold=6.0)
    assert (found.shape, found.dtype) == ((500,), np.dtype(bool))
    assert np.flatnonzero(found).tolist() == [3, 77]
    np.testing.assert_array_equal(anomalies(X), (np.abs(z_scores(X)) > 3.0).any(axis=1))
    # Scores -1 and 1, exactly: the threshold itself is still usual.
    assert not anomalies([[0.0], [2.0]], threshold=1.0).any()
    assert anomalies([[0.0], [2.0]], threshold=0.999).all()


def test_one_of_few_is_never_an_anomaly():
    X = np.zeros((9, 1))
    X[4] = 1e6
    assert not anomalies(X).any()
    assert z_scores(X).max() == pytest.approx(8**0.5)


# ----- Q-learning -----


@pytest.mark.parametrize(
    ("kwargs", "done", "value"),
    [
        ({}, False, 0.9 * 2.0 + 0.1 * (3.0 + 0.99 * 7.0)),
        ({}, True, 0.9 * 2.0 + 0.1 * 3.0),
        ({"lr": 0.5, "discount": 0.5}, False, 0.5 * 2.0 + 0.5 * (3.0 + 0.5 * 7.0)),
        ({"lr": 1.0}, True, 3.0),
        ({"lr": 0.0}, False, 2.0),
        ({"discount": 0.0}, False, 0.9 * 2.0 + 0.1 * 3.0),
    ],
)
def test_q_update(kwargs, done, value):
    Q = np.array([[1, 2, 0], [4, 7, -1]], dtype=float)
    before = Q.tobytes()
    new = q_update(Q, 0, 1, 3.0, 1, done, **kwargs)
    assert Q.tobytes() == before
    assert new[0, 1] == pytest.approx(value, rel=1e-14)
    new[0, 1] = 2.0
    np.testing.assert_array_equal(new, Q)


def test_q_update_of_a_step_that_leads_nowhere():
    # The value of the best action before the update counts, also that of the one that is updated.
    assert q_update([[4, 1]], 0, 0, 1.0, 0, False, lr=0.5, discount=0.5)[0, 0] == 0.5 * 4 + 0.5 * (1 + 2)
    assert q_update([[4, 1]], 0, 0, 1.0, -99, True, lr=0.5)[0, 0] == 2.5
    assert q_update(np.array([[4, 1]]), 0, 0, 0.25, 0, True)[0, 0] == pytest.approx(3.625)


@pytest.mark.parametrize("epsilon", [0.0, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("values", [[1.0, 3.0, -2.0, 2.9], [-5.0, -4.0], [0.0, 1e-300, 0.0], [2.0]])
def test_epsilon_greedy(epsilon, values):
    draw, n = rng(11), 20_000
    values = np.array(values)
    before = values.tobytes()
    drawn = [epsilon_greedy(values, epsilon, draw) for _ in range(n)]
    assert {type(a) for a in drawn} == {int}
    share = np.full(len(values), epsilon / len(values))
    share[values.argmax()] += 1 - epsilon
    counts = np.bincount(drawn, minlength=len(values))
    assert (np.abs(counts - n * share) <= 5 * np.sqrt(n * share * (1 - share))).all()
    assert values.tobytes() == before


def test_ties_are_broken_by_chance():
    counts = np.bincount([epsilon_greedy([2, 0, 2, 2], 0.0, rng(seed)) for seed in range(3000)], minlength=4)
    assert counts[1] == 0
    assert (np.abs(counts[[0, 2, 3]] - 1000) < 150).all()


# ----- worlds -----

every_world = pytest.mark.parametrize("entry", EXPECTED["worlds"], ids=lambda e: "/".join(e["rows"]))


def truth(entry):
    return np.array([np.inf if d is None else d for d in entry["distances"]])


@every_world
def test_steps_to_goal(entry):
    world = GridWorld(entry["rows"], rng())
    found = steps_to_goal(world)
    np.testing.assert_array_equal(found, truth(entry))
    assert world.starts.tolist() == [s for s, d in enumerate(found) if 0 < d < np.inf]
    # An exact Q takes a shortest way, its opposite never arrives.
    Q = -found[world.next_states]
    np.testing.assert_array_equal(steps_to_goal(world, Q), found)
    assert (steps_to_goal(world, -np.nan_to_num(Q, neginf=-99.0)) > found)[world.starts].any()


@every_world
def test_world_does_what_its_map_shows(entry):
    rows, width = entry["rows"], len(entry["rows"][0])
    world = GridWorld(rows, step_reward=-0.5, goal_reward=3.0)
    text, draw = "".join(rows), rng(12)
    assert (world.n_states, world.n_actions) == (len(text), 4)
    for _ in range(20):
        s = world.reset()
        assert text[s] == "S"
        for _ in range(50):
            a = int(draw.integers(4))
            r, c = s // width + [-1, 0, 1, 0][a], s % width + [0, 1, 0, -1][a]
            inside = 0 <= r < len(rows) and 0 <= c < width and rows[r][c] != "#"
            goes = r * width + c if inside else s
            s, reward, done = world.step(a)
            assert (s, reward, done) == (goes, 3.0 if text[goes] == "G" else -0.5, text[goes] == "G")
            if done:
                break


def test_episodes_begin_anywhere_from_where_the_goal_can_be_reached():
    world = GridWorld(["..#G", "#.#.", "..#S"], rng(13))
    assert {world.reset() for _ in range(100)} == set(world.starts.tolist()) == {7, 11}
    assert GridWorld(["S.G.."]).starts.tolist() == [0]


class Counted:
    """A world that shows nothing but what it must, counts steps, and may ask for an end of every episode."""

    def __init__(self, world, cap=np.inf):
        self._world, self._cap = world, cap
        self.n_states, self.n_actions = world.n_states, world.n_actions
        self.steps = self.episodes = 0

    def reset(self):
        self.episodes += 1
        self._length = 0
        return self._world.reset()

    def step(self, a):
        assert type(a) is int
        self.steps += 1
        self._length += 1
        assert self._length <= self._cap
        return self._world.step(a)


@pytest.mark.parametrize("seed", range(50))
def test_the_goal_is_found_by_a_shortest_way_from_everywhere(seed):
    entry = EXPECTED["worlds"][seed % len(EXPECTED["worlds"])]
    for anywhere in (True, False):
        step_reward, goal_reward = REWARDS[seed % len(REWARDS)]
        world = GridWorld(entry["rows"], rng(seed) if anywhere else None, step_reward, goal_reward)
        env = Counted(world, cap=16 * world.n_states)
        Q = train_gridworld(env, 100, rng(100 + seed))
        assert env.episodes == 100
        # From a fixed start, everywhere means wherever one gets without passing a goal.
        starts = world.starts if anywhere else reached(world)
        found, best = steps_to_goal(world, Q), truth(entry)
        np.testing.assert_array_equal(found[starts], best[starts])
        away = best[starts]
        value = step_reward * (1 - 0.99 ** (away - 1)) / (1 - 0.99) + 0.99 ** (away - 1) * goal_reward
        np.testing.assert_allclose(Q[starts].max(axis=1), value, rtol=1e-12, atol=1e-12)


def reached(world):
    known, new = set(), {int(world.starts[0])}
    while new:
        known |= new
        new = {int(s) for s in world.next_states[list(new)].ravel() if not world.goals[s]} - known
    return sorted(known)


def test_few_episodes_are_enough():
    rows = ["S....", ".....", ".....", ".....", "....G"]
    for seed in range(10):
        world = GridWorld(rows)
        Q = train_gridworld(world, 10, rng(seed))
        np.testing.assert_array_equal(steps_to_goal(world, Q), steps_to_goal(world))


def test_exploring_ends_when_all_is_known():
    env = Counted(GridWorld(["S....", ".....", ".....", ".....", "....G"]))
    train_gridworld(env, 500, rng())
    assert env.steps < 500 * 10  # a best way takes 8, an exploration about 100


def test_episodes_that_never_end_are_broken_off():
    class Endless:
        n_states, n_actions, steps = 3, 2, 0

        def reset(self):
            return 0

        def step(self, a):
            self.steps += 1
            return (a + 1) % 3, 0.0, False

    env = Endless()
    assert not train_gridworld(env, 5, rng()).any()
    assert env.steps == 5 * 4 * 3 * 2
    assert train_gridworld(env, 0, rng()).shape == (3, 2)


def test_a_place_where_no_step_leads_is_learnt_when_an_episode_begins_there():
    # Behind the goal, and rarely the first: the agent has long ceased to explore.
    world = GridWorld([".G" + "." * 12], rng(14))
    for seed in range(20):
        Q = train_gridworld(world, 300, rng(seed))
        np.testing.assert_array_equal(steps_to_goal(world, Q), steps_to_goal(world))


def test_what_is_learnt_depends_on_nothing_but_the_seeds():
    rows = ["S..", ".#.", "..G"]
    first, second = (train_gridworld(GridWorld(rows, rng(15)), 10, rng(16)) for _ in range(2))
    np.testing.assert_array_equal(first, second)


# ----- logistic regression -----


@pytest.mark.parametrize("entry", EXPECTED["logistic"], ids=lambda e: str(np.shape(e["X"])))
def test_logistic_step_by_step(entry):
    X, y = np.array(entry["X"]), np.array(entry["y"])
    before = X.tobytes(), y.tobytes()
    for steps, after in entry["after"].items():
        w, b = fit_logistic(X, y, lr=entry["lr"], iterations=int(steps))
        assert type(b) is float
        np.testing.assert_allclose(w, after["w"], rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(b, after["b"], rtol=1e-11, atol=1e-13)
    assert (X.tobytes(), y.tobytes()) == before


def test_logistic_defaults_and_optimum():
    entry = EXPECTED["logistic"][0]
    w, b = fit_logistic(entry["X"], entry["y"])
    np.testing.assert_allclose(
        [*w, b], [*entry["after"]["1000"]["w"], entry["after"]["1000"]["b"]], rtol=1e-11
    )
    w, b = fit_logistic(entry["X"], entry["y"], lr=2.0, iterations=5000)
    np.testing.assert_allclose([*w, b], entry["best"], rtol=1e-9)


@pytest.mark.parametrize("entry", EXPECTED["proba"], ids=lambda e: short(e["w"]))
def test_predict_proba(entry):
    p = predict_proba(entry["X"], entry["w"], entry["b"])
    assert p.shape == (len(entry["X"]),)
    # z has an absolute error of some 1e-16 times the size of its terms, and p the same relative one.
    z = np.abs(entry["X"]) @ np.abs(entry["w"])
    np.testing.assert_allclose(p, entry["p"], rtol=4e-16 * max(10.0, z.max()), atol=1e-300)


def test_logistic_of_large_values():
    X = np.array([[1000.0, -1000.0], [-1000.0, 1000.0], [1000.0, 1000.0], [-1000.0, -1000.0]])
    w, b = fit_logistic(X, [1, 0, 1, 0], iterations=50)
    p = predict_proba(X, w, b)
    assert np.isfinite(w).all()
    assert np.isfinite(b)
    assert np.abs(p - [1, 0, 1, 0]).max() < 1e-6
    assert predict_proba([[1000.0], [-1000.0]], [1000.0], 0.0).tolist() == [1.0, 0.0]


def test_logistic_takes_labels_of_any_number_type():
    X, y = rng(17).normal(size=(9, 2)), np.arange(9) % 2
    for kind in (float, bool, np.uint8):
        np.testing.assert_array_equal(fit_logistic(X, y.astype(kind))[0], fit_logistic(X, y)[0])


# ----- errors -----

ONES = np.ones((3, 2))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kmeans(np.ones(3), 1, rng()), r"X must have shape \(N, D\).* got \(3,\)"),
        (lambda: kmeans(np.ones((0, 2)), 1, rng()), r"N at least 1, got \(0, 2\)"),
        (lambda: kmeans(ONES, 2, rng()), "at least k = 2 different samples, got 1"),
        (lambda: kmeans([[0.0], [-0.0], [1.0]], 3, rng()), "at least k = 3 different samples, got 2"),
        (lambda: kmeans(ONES, 0, rng()), "k and iterations must be at least 1, got 0 and 100"),
        (lambda: kmeans(ONES, 1, rng(), iterations=0), "got 1 and 0"),
        (lambda: pca(ONES, 3), r"k must be from 1 to 2 for X of shape \(3, 2\), got 3"),
        (lambda: pca(ONES, 0), "got 0"),
        (lambda: pca(np.ones((1, 2)), 1), "one sample"),
        (lambda: z_scores([1.0, 2.0]), r"got \(2,\)"),
        (lambda: anomalies(1.0), r"got \(\)"),
        (lambda: q_update([1.0, 2.0], 0, 0, 1.0, 0, True), r"n_actions\), got \(2,\)"),
        (lambda: epsilon_greedy([[1.0, 2.0]], 0.1, rng()), r"q_values must have shape .* got \(1, 2\)"),
        (lambda: epsilon_greedy([], 0.1, rng()), r"got \(0,\)"),
        (lambda: GridWorld(["S.", "G"]), "equally long"),
        (lambda: GridWorld([]), "equally long"),
        (lambda: GridWorld(["S.."]), "must have a goal G"),
        (lambda: GridWorld(["S#G"]), "a way to it from S"),
        (lambda: GridWorld(["..G"]), "a way to it from S"),
        (lambda: GridWorld(["#G#"], rng()), "must have a goal G"),
        (lambda: GridWorld(["S.G"]).step(1), "no episode is running"),
        (
            lambda: steps_to_goal(GridWorld(["S.G"]), np.ones((3, 2))),
            r"Q must have shape \(3, 4\), got \(3, 2\)",
        ),
        (lambda: fit_logistic(ONES, [0, 1]), r"y must have shape \(3,\) for X of shape \(3, 2\), got \(2,\)"),
        (lambda: fit_logistic(ONES, [[0], [1], [0]]), r"got \(3, 1\)"),
        (lambda: predict_proba(ONES, [1.0], 0.0), r"w must have shape \(2,\)"),
    ],
)
def test_error_says_what_is_wrong(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("action", [-1, 4, 1.5, "up"])
def test_world_refuses_what_is_no_action(action):
    world = GridWorld(["S.G"])
    world.reset()
    with pytest.raises(ValueError, match="an action is 0, 1, 2 or 3"):
        world.step(action)


def test_world_refuses_steps_after_the_end():
    world = GridWorld(["SG"])
    world.reset()
    assert world.step(np.int64(1)) == (1, 1.0, True)
    with pytest.raises(ValueError, match="call reset"):
        world.step(1)
