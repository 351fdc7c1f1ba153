import numpy as np

from dlgrade.testing import check, close, integers, namespace, observe, picture, points, public, unchanged
from dlref.landscape import q_update

TOO_LONG = 10_000
PIT = -20.0


def table(rng, shape):
    """Values of either sign, none of them near another."""
    values = rng.permutation(int(np.prod(shape))) - rng.integers(2, 5)
    return 0.7 * values.reshape(shape) + rng.uniform(0.0, 0.1, size=shape)


# ----- q_update -----


@public
@points(1)
def test_update_example(student):
    """q_update: with half of each belief, 2 and the target 3 become 2.5
    q_update: 절반씩 믿으면 2와 목푯값 3은 2.5가 됩니다"""
    Q = np.array([[0.0, 2.0], [4.0, 1.0]])
    close(student.q_update(Q, 0, 1, 1.0, 1, False, lr=0.5, discount=0.5), [[0.0, 2.5], [4.0, 1.0]])


@points(2)
def test_update(student, rng):
    """q_update: one entry moves towards the target, all others stay
    q_update: 원소 하나가 목푯값 쪽으로 움직이고 나머지는 그대로입니다"""
    for shape in ((5, 3), (4, 6), (7, 2)):
        Q = table(rng, shape)
        s, s_next = (int(v) for v in rng.permutation(shape[0])[:2])
        a = int(rng.integers(shape[1]))
        for lr, discount in ((0.3, 0.8), (0.25, 0.6)):
            r = float(rng.uniform(-3.0, 3.0))
            close(
                student.q_update(Q, s, a, r, s_next, False, lr=lr, discount=discount),
                q_update(Q, s, a, r, s_next, False, lr=lr, discount=discount),
            )
    Q = -1.0 - np.abs(table(rng, (4, 3)))
    close(student.q_update(Q, 2, 1, -1.0, 0, False), q_update(Q, 2, 1, -1.0, 0, False))


@points(1)
def test_update_at_the_end(student, rng):
    """q_update: when the episode is over, nothing comes after the reward
    q_update: 에피소드가 끝났으면 보상 뒤에 더 받을 것이 없습니다"""
    for shape in ((5, 3), (3, 4)):
        Q = table(rng, shape)
        s, s_next = (int(v) for v in rng.permutation(shape[0])[:2])
        a, r = int(rng.integers(shape[1])), float(rng.uniform(2.0, 5.0))
        close(
            student.q_update(Q, s, a, r, s_next, True, lr=0.4, discount=0.9),
            q_update(Q, s, a, r, s_next, True, lr=0.4, discount=0.9),
        )


@points(1)
def test_update_extremes(student, rng):
    """q_update: learning rates and discounts of 0 and 1, a step that leads nowhere, and the defaults
    q_update: 학습률과 할인율이 0이거나 1일 때, 제자리걸음일 때, 그리고 기본값"""
    Q = table(rng, (4, 5))
    s, s_next = (int(v) for v in rng.permutation(4)[:2])
    a, r = int(rng.integers(5)), float(rng.uniform(1.0, 4.0))
    for lr in (0.0, 1.0):
        for discount in (0.0, 1.0):
            close(
                student.q_update(Q, s, a, r, s_next, False, lr=lr, discount=discount),
                q_update(Q, s, a, r, s_next, False, lr=lr, discount=discount),
            )
    best = int(Q[s].argmax())
    for action in (a, best):
        close(
            student.q_update(Q, s, action, r, s, False, lr=0.5, discount=0.9),
            q_update(Q, s, action, r, s, False, lr=0.5, discount=0.9),
        )
    close(student.q_update(Q, s, a, r, s_next, False), q_update(Q, s, a, r, s_next, False))


@points(1)
def test_update_leaves_q_alone(student, rng):
    """q_update: a new table is returned, and Q is left as it was
    q_update: 새 표를 반환하고 Q는 바꾸지 않습니다"""
    Q = table(rng, (3, 4))
    for done in (False, True):
        close(unchanged(student.q_update, Q, 1, 2, 1.5, 2, done), q_update(Q, 1, 2, 1.5, 2, done))


# ----- epsilon_greedy -----


def action(student, values, epsilon, rng):
    """The chosen action, once it is a whole number that names one."""
    found = student.epsilon_greedy(values, epsilon, rng)
    kind = (
        np.asarray(found) if isinstance(found, int | float | np.generic | np.ndarray | list | tuple) else None
    )
    whole = kind is not None and kind.shape == () and kind.dtype.kind in "iu"
    if not whole:
        number = (
            kind is not None
            and kind.shape == ()
            and kind.dtype.kind == "f"
            and float(kind) in range(len(values))
        )
        observe(student, kind=[-1] if kind is None else [kind.ndim, kind.dtype.kind in "iu", number])
    check(
        whole,
        en="`epsilon_greedy` should return the number of an action, an int.",
        ko="`epsilon_greedy` 함수는 행동의 번호를 int로 반환해야 합니다.",
        actual=found,
    )
    inside = 0 <= int(found) < len(values)
    if not inside:
        observe(student, outside=1)
    check(
        inside,
        en="With {count} actions, {found} is the number of none.",
        ko="행동이 {count}개일 때 {found}번 행동은 없습니다.",
        count=len(values),
        found=int(found),
        actual=found,
    )
    return int(found)


def shares(student, values, epsilon, rng, draws):
    """How often each action is chosen."""
    chosen = [action(student, values, epsilon, rng) for _ in range(draws)]
    return np.bincount(chosen, minlength=len(values)) / draws


def level(share):
    """A share as never, hardly, sometimes, mostly, always: the same for every fair draw."""
    return int(np.searchsorted([0.011, 0.07, 0.58, 0.98], share))


@public
@points(1)
def test_greedy_example(student, rng):
    """epsilon_greedy: with epsilon = 0 the largest of 1, 3, -2 wins every time
    epsilon_greedy: epsilon = 0이면 1, 3, -2 가운데 언제나 가장 큰 값의 행동을 고릅니다"""
    found = [action(student, np.array([1.0, 3.0, -2.0]), 0.0, rng) for _ in range(10)]
    observe(student, levels=[level(found.count(a) / 10) for a in range(3)])
    check(
        found == [1] * 10,
        en="The actions chosen in 10 calls are {found}.",
        ko="10번 불렀을 때 고른 행동은 {found}입니다.",
        found=sorted(set(found)),
    )
    integers(found, [1] * 10)


@points(1)
def test_greedy(student, rng):
    """epsilon_greedy: with epsilon = 0 always a best action, wherever it stands, one of them where several are equal
    epsilon_greedy: epsilon = 0이면 가장 좋은 행동이 어디에 있든 고르고, 여럿이면 그중 하나를 고릅니다"""
    best, worst, wrong = 0, 0, ""
    for number in range(30):
        size = 2 + number % 5
        values = rng.permutation(size) - rng.choice([0.0, 10.0]) + rng.uniform(0.0, 0.5, size=size)
        if number % 4 == 0:
            values[values < np.sort(values)[-2]] -= 1.0
            values[values >= np.sort(values)[-2]] = values.max()
        a = action(student, values, 0.0, rng)
        right = values[a] == values.max()
        best, worst = best + right, worst + (values[a] == values.min() < values.max())
        wrong = wrong or ("" if right else f"{np.round(values, 2).tolist()} -> {a}")
    observe(student, levels=[level(best / 30), level(worst / 30)])
    check(
        not wrong,
        en="There is a better action than the one chosen: {wrong}.",
        ko="고른 행동보다 더 나은 행동이 있습니다: {wrong}.",
        wrong=wrong,
    )
    integers(int(best), 30)


# The bounds of the next two: of ten million right answers three break one.


@points(2)
def test_explore(student, rng):
    """epsilon_greedy: with epsilon = 1 every action is equally likely, the best one, too
    epsilon_greedy: epsilon = 1이면 가장 좋은 행동까지 모든 행동의 확률이 같습니다"""
    seen = []
    for best, draws in ((2, 100), (1, 60)):
        values = np.array([0.0, 1.0, 0.5, -1.0, 0.25])[: 2 * best + 1]
        values[best] = 7.0
        found = shares(student, values, 1.0, rng, draws)
        observe(
            student, **{f"levels{len(values)}": [level(found[best]), level(found[-1]), level(found.max())]}
        )
        seen.append((best, found))
    for (best, found), low, high in zip(seen, (0.011, 0.02), (0.45, 0.75), strict=True):
        check(
            (found > low).all() and (found < high).all(),
            en="With epsilon = 1 and {count} actions, action {best} being the best, the shares are {found}.",
            ko="epsilon = 1이고 행동이 {count}개이며 가장 좋은 행동이 {best}번일 때 고른 비율은 {found}입니다.",
            count=len(found),
            best=best,
            found=np.round(found, 2).tolist(),
        )
        integers(int((found > 0).sum()), len(found))


@points(2)
def test_share(student, rng):
    """epsilon_greedy: with epsilon = 0.3 and five actions the best is taken with probability 0.7 + 0.06
    epsilon_greedy: epsilon = 0.3이고 행동이 다섯이면 가장 좋은 행동을 고를 확률은 0.7 + 0.06입니다"""
    values = np.array([-3.0, -1.0, -2.5, -0.5, -4.0])
    found = shares(student, values, 0.3, rng, 160)
    observe(student, best=level(found[3]), low=bool(found[3] < 0.58), high=bool(found[3] > 0.94))
    check(
        0.58 < found[3] < 0.94,
        en="With epsilon = 0.3 and five actions the best was taken in a share of {share:.2f} of 160 calls.",
        ko="epsilon = 0.3이고 행동이 다섯일 때 160번 가운데 가장 좋은 행동을 고른 비율은 {share:.2f}입니다.",
        share=found[3],
    )
    close(found[3], 0.76, atol=0.181)


@points(1)
def test_chance(student, rng):
    """epsilon_greedy: all chance comes from rng, and q_values are left as they were
    epsilon_greedy: 난수는 모두 rng에서 뽑고 q_values는 바꾸지 않습니다"""
    values = rng.normal(size=6)
    seeds = [int(s) for s in rng.integers(2**32, size=12)]
    first, second = (
        [action(student, values, 1.0, np.random.default_rng(seed)) for seed in seeds] for _ in range(2)
    )
    same, differs = first == second, len(set(first)) > 1
    student.epsilon_greedy(values, 0.5, rng)
    reply = student.record_.calls[-1].reply
    observe(student, same=same, differs=differs, changed=bool(reply is not None and reply.changed))
    check(
        same,
        en="Two generators that start alike lead to different actions. Does some chance come from elsewhere than `rng`?",
        ko="똑같이 시작하는 생성기 두 개에서 서로 다른 행동이 나옵니다. `rng`가 아닌 곳에서 뽑은 난수가 있지 않나요?",
    )
    check(
        differs,
        en="12 different generators lead to the same action, though epsilon is 1: draw from `rng`.",
        ko="epsilon이 1인데 서로 다른 생성기 12개에서 모두 같은 행동이 나옵니다. `rng`에서 뽑으세요.",
    )
    unchanged(student.epsilon_greedy, values, 0.5, rng)
    integers(first, second)


# ----- train_gridworld -----


class World:
    """States and actions by tables; every step costs 1, one into a pit more. Goals and pits end an episode.

    Args:
        leads: where each action leads from each state, `(n_states, n_actions)`.
        goals: the states that are goals.
        starts: those where episodes begin.
        rng: where that is drawn from.
        pits: the states that are pits.
        closed: the states where the third episode begins, if any; nothing leads out of them.
    """

    def __init__(self, leads, goals, starts, rng, pits=(), closed=()):
        self.leads, self.goals, self.pits, self.closed = np.asarray(leads), goals, pits, closed
        self.starts = [int(s) for s in starts]
        self.actions = frozenset(range(self.leads.shape[1]))
        self.next = [
            [(t, PIT if t in pits else -1.0, t in goals or t in pits) for t in row]
            for row in self.leads.tolist()
        ]
        self.draws = rng.integers(len(self.starts), size=100).tolist()
        self.episodes = self.steps = self.length = 0
        self.state = None
        self.trouble = 0

    @property
    def env(self):
        """What an answer gets to see."""
        n_states, n_actions = self.leads.shape
        return namespace(reset=self.reset, step=self.step, n_states=n_states, n_actions=n_actions)

    def reset(self):
        self.episodes += 1
        self.length = 0
        self.state = self.starts[self.draws[self.episodes % 100]]
        if self.closed and self.episodes == 3:
            self.state = self.closed[0]
        return self.state

    def step(self, a):
        if self.state is None:
            self.trouble = 1
            check(
                False,
                en="`env.step` is called though no episode is running: begin each with `env.reset()`, and stop when done is True.",
                ko="진행 중인 에피소드가 없는데 `env.step`을 부릅니다. 에피소드는 `env.reset()`으로 시작하고 done이 True이면 "
                "멈추세요.",
            )
        if (not isinstance(a, int) and np.shape(a) != ()) or a not in self.actions:
            self.trouble = 2
            check(
                False,
                en="`env.step` is called with {action}; the actions are the numbers from 0 to {last}.",
                ko="`env.step`에 {action} 값을 넘깁니다. 행동은 0부터 {last}까지의 번호입니다.",
                action=str(a)[:40],
                last=len(self.actions) - 1,
            )
        self.length += 1
        self.steps += 1
        if self.length > TOO_LONG:
            self.trouble = 3
            check(
                False,
                en="An episode has gone on for {count} steps. It need not end by itself: break it off much earlier.",
                ko="에피소드 하나가 {count}걸음째 이어지고 있습니다. 저절로 끝나지 않을 수도 있으니 훨씬 일찍 멈추세요.",
                count=TOO_LONG,
            )
        state, reward, done = self.next[self.state][int(a)]
        self.state = None if done else state
        return state, reward, done

    def distances(self, Q=None):
        """The number of steps to a goal from each state: at best, or by the first best action of Q."""
        leads = self.leads if Q is None else self.leads[np.arange(len(Q)), Q.argmax(axis=1)][:, None]
        steps = np.full(len(leads), np.inf)
        steps[list(self.goals)] = 0.0
        ends = [*self.goals, *self.pits]
        for _ in range(len(leads)):
            further = 1.0 + steps[leads].min(axis=1)
            further[ends] = steps[ends]
            steps = further
        return steps


def grid(rows, rng, turn=True):
    """A world from a map of cells, as `GridWorld`: up, right, down, left; S start (or any cell), # wall, G goal."""
    cells = np.array([list(row) for row in rows])
    if turn:
        cells = np.rot90(cells, rng.integers(4))
        cells = cells[::-1] if rng.integers(2) else cells
    height, width = cells.shape
    leads = np.repeat(np.arange(cells.size)[:, None], 4, axis=1)
    for s in range(cells.size):
        for a, (down, right) in enumerate(((-1, 0), (0, 1), (1, 0), (0, -1))):
            r, c = s // width + down, s % width + right
            if 0 <= r < height and 0 <= c < width and cells[r, c] != "#":
                leads[s, a] = r * width + c
    flat = cells.ravel()
    starts = np.flatnonzero(flat == "S") if "S" in flat else np.flatnonzero(flat == ".")
    return World(leads, [int(s) for s in np.flatnonzero(flat == "G")], starts, rng)


def updates(student):
    """Whether your q_update does what it should, where a training may call it."""
    Q = np.arange(6.0)[::-1].reshape(3, 2)
    try:
        found = np.asarray(student.q_update(Q, 0, 1, -1.0, 2, False, lr=0.5, discount=0.5), dtype=float)
    except Exception:
        return False
    return found.shape == Q.shape and bool(np.allclose(found, q_update(Q, 0, 1, -1.0, 2, False, 0.5, 0.5)))


def learned(student, world, episodes, rng, name=""):
    """Q after training, once its form is right, and from which share of the starts it takes a shortest path."""
    found, update = None, updates(student)
    try:
        found = student.train_gridworld(world.env, episodes, rng)
    finally:
        Q = np.asarray(found) if isinstance(found, np.ndarray | list | tuple) else np.zeros(1)
        good = Q.shape == world.leads.shape and Q.dtype.kind in "iuf" and bool(np.isfinite(Q).all())
        notes = {
            "trouble": world.trouble,
            "update": update,
            "shape": Q.shape,
            "played": min(world.episodes / episodes, 1.1),
            "walks": world.steps > 1.05 * world.episodes,
        }
        if good:
            rows = Q[world.starts]
            notes |= {
                "nothing": not Q.any(),
                "positive": bool((Q > 0).any()),
                "deep": bool(Q.min() < -1.001),
                "settled": bool(Q.min() < -0.98),
                "rows": bool((rows != 0).all(axis=1).all()),
                "away": bool((world.distances(-Q)[world.starts] == world.distances()[world.starts]).all()),
            }
        observe(student, **{name + key: value for key, value in notes.items()})
    check(
        good,
        en="`train_gridworld` should return finite numbers in an array of shape {shape}, one row per state.",
        ko="`train_gridworld` 함수는 상태마다 행이 하나인 모양 {shape}의 배열에 유한한 수를 담아 반환해야 합니다.",
        shape=world.leads.shape,
        actual=found,
    )
    reached = world.distances(Q)[world.starts] == world.distances()[world.starts]
    observe(student, **{name + "solved": bool(reached.all())})
    return Q, float(reached.mean())


def solves(student, make, episodes, rng):
    """Ask for a shortest path from every start; who is near it may play once more, and longer."""
    for more in (1, 3):
        world = make()
        played = more * episodes
        Q, share = learned(student, world, played, rng, "" if more == 1 else "again_")
        goes, best = world.distances(Q), world.distances()
        if share == 1 or np.mean((goes == best)[np.isfinite(best)]) < 0.6:
            break
    check(
        world.episodes > 0.5 * played,
        en="You play only {count} of {wanted} episodes.",
        ko="에피소드 {wanted}개 가운데 {count}개만 진행합니다.",
        count=world.episodes,
        wanted=played,
    )
    check(
        share == 1,
        en="After {episodes} episodes the action with the largest Q leads to the goal by a shortest path from {share:.0%} of "
        "the starts.",
        ko="에피소드 {episodes}개 뒤에 Q가 가장 큰 행동을 따라가면 출발점의 {share:.0%}에서만 가장 짧은 길로 목표에 "
        "이릅니다.",
        episodes=played,
        share=share,
        actual=Q,
    )
    close(goes[world.starts], best[world.starts])
    return Q


@public
@points(1)
def test_gridworld_example(student, rng):
    """train_gridworld: around a wall from one corner of a 3 by 3 map to the other
    train_gridworld: 3×3 지도에서 벽을 돌아 한쪽 구석에서 맞은편 구석으로 갑니다"""
    rows = ["S..", ".#.", "..G"]
    Q = solves(student, lambda: grid(rows, rng, turn=False), 200, rng)
    picture(
        student,
        Q.max(axis=1).reshape(3, 3),
        en="the largest Q of each cell, in your table",
        ko="여러분의 표에서 칸마다 가장 큰 Q",
    )


@points(2)
def test_far_start(student, rng):
    """train_gridworld: from one far corner, five steps from the goal, in a map turned at random
    train_gridworld: 아무렇게나 돌려놓은 지도에서 목표까지 다섯 걸음인 먼 구석에서 출발합니다"""
    rows = [["S...", ".#..", "...G"], ["S.#.", "....", ".#.G"], ["S..#", ".#..", "#..G"]][
        int(rng.integers(3))
    ]
    solves(student, lambda: grid(rows, rng), 250, rng)


@points(2)
def test_every_start(student, rng):
    """train_gridworld: episodes begin anywhere, and from everywhere a shortest path is found
    train_gridworld: 어디서나 에피소드가 시작되고, 어디서나 가장 짧은 길을 찾습니다"""
    rows = [["..#", "...", "#.G"], ["#..", "...", "G#."], ["..#", ".#.", "..G"]][int(rng.integers(3))]
    solves(student, lambda: grid(rows, rng), 600, rng)


@points(2)
def test_line(student, rng):
    """train_gridworld: another number of actions, and a pit that ends an episode and is no goal
    train_gridworld: 행동의 개수가 다르고, 에피소드가 끝나지만 목표가 아닌 구덩이가 있습니다"""
    order = rng.permutation(3)
    order = order[::-1] if order[2] == 0 else order  # a table of zeros must not go forward
    place = rng.permutation(5)  # the states along the line
    leads = np.zeros((5, 3), dtype=int)
    for i in range(5):
        leads[place[i], order] = place[[max(i - 1, 0), i, min(i + 1, 4)]]

    def make():
        return World(leads, [int(place[4])], place[1:2], rng, pits=[int(place[0])])

    solves(student, make, 300, rng)


@points(1)
def test_closed_room(student, rng):
    """train_gridworld: an episode in a closed room never ends by itself; it is broken off and the others go on
    train_gridworld: 닫힌 방에서는 에피소드가 저절로 끝나지 않습니다. 적당히 멈추고 다음으로 넘어갑니다"""
    leads = np.array([[0, 1], [0, 2], [1, 3], [3, 3], [4, 5], [4, 5]])  # a line to 3, and the room 4, 5
    solves(student, lambda: World(leads, [3], [0], rng, closed=[4]), 150, rng)
