def train_corridor(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(40):
            a = max(range(env.n_actions), key=lambda b: (Q[s][b], rng.random()))
            if rng.random() < 0.4:
                a = int(rng.integers(0, env.n_actions))
            t, r, done = env.step(a)
            future = 0.0 if done else max(Q[t])
            Q[s][a] = 0.5 * Q[s][a] + 0.5 * (r + 0.9 * future)
            s = t
            if done:
                break
    return Q
