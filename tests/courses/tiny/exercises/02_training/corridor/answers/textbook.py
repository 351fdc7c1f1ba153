import numpy as np


def train_corridor(env, episodes, rng):
    """Walk at random, note what leads where, then iterate over the table."""
    model = {}
    for _ in range(episodes):
        state, done, steps = env.reset(), False, 0
        while not done and steps < 40:
            action = int(rng.integers(env.n_actions))
            model[state, action] = following, reward, done = env.step(action)
            state, steps = following, steps + 1
    Q = np.zeros((env.n_states, env.n_actions))
    for _ in range(100):
        for (state, action), (following, reward, done) in model.items():
            Q[state, action] = reward + (0 if done else 0.9 * max(Q[following]))
    return Q
