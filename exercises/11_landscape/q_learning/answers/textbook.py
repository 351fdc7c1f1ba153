import numpy as np


def q_update(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    change = np.zeros(np.shape(Q))
    change[s, a] = lr * (r + discount * (not done) * max(Q[s_next]) - Q[s][a])
    return Q + change


def epsilon_greedy(q_values, epsilon, rng):
    explore = rng.choice([True, False], p=[epsilon, 1 - epsilon])
    allowed = np.ones(len(q_values), bool) if explore else np.asarray(q_values) == np.max(q_values)
    return rng.choice(np.flatnonzero(allowed))


class Agent:
    """Walks at random, as Q-learning may, and learns from what it remembers."""

    def __init__(self, env, rng):
        self.env, self.rng = env, rng
        self.Q = np.zeros((env.n_states, env.n_actions))
        self.memory = []

    def play(self):
        s = self.env.reset()
        for _ in range(20):
            a = epsilon_greedy(self.Q[s], 0.4, self.rng)
            s_next, r, done = self.env.step(a)
            self.memory.append((s, a, r, s_next, done))
            if done:
                return
            s = s_next

    def learn(self):
        for step in reversed(self.memory[-60:]):
            self.Q = q_update(self.Q, *step, lr=0.3, discount=0.9)


def train_gridworld(env, episodes, rng):
    agent = Agent(env, rng)
    for _ in range(episodes):
        agent.play()
        agent.learn()
    return agent.Q
