import numpy as np

from dlgrade.testing import mistake


def _learn(env, episodes, rng, *, explore=0.3, rate=0.5, sign=1.0, discount=0.9, ties=True):
    Q = np.zeros((env.n_states, env.n_actions))
    for _ in range(episodes):
        state = env.reset()
        for _ in range(40):
            best = np.flatnonzero(Q[state] == Q[state].max())
            greedy = rng.choice(best) if ties else best[0]
            action = int(rng.integers(env.n_actions) if rng.random() < explore else greedy)
            following, reward, done = env.step(action)
            goal = sign * reward + discount * (0.0 if done else Q[following].max())
            Q[state, action] += rate * (goal - Q[state, action])
            state = following
            if done:
                break
    return Q


@mistake("train_corridor", en="The table is never updated.", ko="표를 갱신하지 않습니다.")
def nothing_learned(env, episodes, rng):
    return _learn(env, episodes, rng, rate=0.0)


@mistake(
    "train_corridor",
    en="The reward is subtracted; good actions should get larger values.",
    ko="보상을 뺐습니다. 좋은 행동의 값이 커져야 합니다.",
)
def reward_subtracted(env, episodes, rng):
    return _learn(env, episodes, rng, sign=-1.0)


@mistake(
    "train_corridor",
    en="Nothing of the next state's value is passed on: the discount is 0.",
    ko="다음 상태의 값이 전해지지 않습니다. 할인율이 0입니다.",
)
def short_sighted(env, episodes, rng):
    return _learn(env, episodes, rng, discount=0.0)


@mistake(
    "train_corridor",
    en="Only one episode is walked, whatever `episodes` says.",
    ko="`episodes`와 상관없이 에피소드를 한 번만 진행합니다.",
)
def one_episode(env, episodes, rng):
    return _learn(env, 1, rng)


@mistake(
    "train_corridor",
    en="The table is turned around: one row per action instead of one per state.",
    ko="표가 뒤집혔습니다. 행은 행동이 아니라 상태여야 합니다.",
)
def table_turned(env, episodes, rng):
    return _learn(env, episodes, rng).T


@mistake(
    "train_corridor",
    en="Every step is counted as an episode's end: nothing is learned beyond the first step.",
    ko="한 걸음마다 에피소드를 끝냅니다. 첫걸음 너머는 배우지 못합니다.",
)
def one_step_each(env, episodes, rng):
    Q = np.zeros((env.n_states, env.n_actions))
    for _ in range(episodes):
        state = env.reset()
        action = int(rng.integers(env.n_actions))
        _, reward, _ = env.step(action)
        Q[state, action] += 0.5 * (reward - Q[state, action])
    return Q
