import numpy as np


def q_update(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    target = r + (0.0 if done else discount * np.max(Q[s_next]))
    Q[s, a] += lr * (target - Q[s, a])
    return Q


def epsilon_greedy(q_values, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(q_values)))
    return int(np.argmax(q_values))


def train_gridworld(env, episodes, rng):
    Q = np.zeros((env.n_states, env.n_actions))
    for _ in range(episodes):
        s = env.reset()
        for _ in range(100):
            a = epsilon_greedy(Q[s], 0.2, rng)
            s_next, r, done = env.step(a)
            Q = q_update(Q, s, a, r, s_next, done, lr=0.5)
            s = s_next
            if done:
                break
    return Q
