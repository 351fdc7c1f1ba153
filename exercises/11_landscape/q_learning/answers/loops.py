def q_update(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    new = [list(map(float, row)) for row in Q]
    target = r
    if not done:
        best = Q[s_next][0]
        for value in Q[s_next]:
            if value > best:
                best = value
        target = r + discount * best
    new[s][a] = new[s][a] + lr * (target - new[s][a])
    return new


def epsilon_greedy(q_values, epsilon, rng):
    n = len(q_values)
    probabilities = [epsilon / n] * n
    best = max(range(n), key=lambda i: q_values[i])
    probabilities[best] += 1 - epsilon
    point, total = rng.random(), 0.0
    for i in range(n):
        total += probabilities[i]
        if point < total:
            return i
    return best


def train_gridworld(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for episode in range(episodes):
        epsilon = 0.5 * (1 - episode / episodes)
        state, done, steps = env.reset(), False, 0
        while not done and steps < 10 * env.n_states:
            action = epsilon_greedy(Q[state], epsilon, rng)
            following, reward, done = env.step(action)
            Q = q_update(Q, state, action, reward, following, done, 0.7, 0.95)
            state, steps = following, steps + 1
    return Q
