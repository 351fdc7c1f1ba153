import numpy as np


def train_corridor(env, episodes, rng):
    Q = np.zeros((env.n_states, env.n_actions))
    for _ in range(episodes):
        s = env.reset()
        for _ in range(40):
            a = int(np.argmax(Q[s] + 1e-6 * rng.random(2))) if rng.random() > 0.5 else int(rng.integers(2))
            t, r, done = env.step(a)
            Q[s, a] += 0.3 * (r + (not done) * 0.9 * Q[t].max() - Q[s, a])
            s = t
            if done:
                break
    return Q
