import numpy as np

from dlgrade.figures import Pictures, pictures
from dlgrade.i18n import Text
from dlref.landscape import GridWorld, train_gridworld

MAZE = [
    "S..#........",
    ".#.#.####.#.",
    ".#...#....#.",
    ".#####.####.",
    ".......#....",
    ".####.##.##.",
    ".#..#....#..",
    "...##.##.#.G",
]


def maze() -> Pictures:
    cells = np.array([list(row) for row in MAZE])
    world = GridWorld(MAZE, np.random.default_rng(1), step_reward=-1.0, goal_reward=-1.0)
    table = train_gridworld(world, 60, np.random.default_rng(2))
    values = table.max(axis=1).reshape(cells.shape)
    way, state = np.where(cells == "#", 0.0, 0.35), int(np.flatnonzero(cells.ravel() == "S")[0])
    while not world.goals[state]:
        way.flat[state] = 0.7
        state = int(world.next_states[state, table[state].argmax()])
    way.flat[state] = 1.0
    walls = values.min() - 4.0
    return pictures(
        (Text("the largest Q of each cell", "칸마다 가장 큰 Q"), np.where(cells == "#", walls, values)),
        (Text("the way that it shows", "그 값이 가리키는 길"), way),
    )
