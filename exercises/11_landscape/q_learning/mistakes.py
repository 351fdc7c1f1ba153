import numpy as np

from dlgrade.testing import mistake


@mistake(
    "q_update",
    en="You change `Q` itself. The caller still needs the old table: copy it first and change the copy.",
    ko="`Q`를 그 자리에서 바꿉니다. 호출한 쪽에서 옛 표를 계속 쓰므로 먼저 복사한 뒤 복사본을 바꾸세요.",
)
def table_overwritten(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    target = r if done else r + discount * Q[s_next].max()
    Q[s, a] += lr * (target - Q[s, a])
    return Q


@mistake(
    "q_update",
    en="You add a future even when `done` is True. After the end nothing more is won: the target is the reward alone.",
    ko="`done`이 True인데도 앞으로 받을 값을 더합니다. 끝난 뒤에는 더 받을 것이 없으므로 목푯값은 보상뿐입니다.",
)
def end_ignored(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    Q[s, a] += lr * (r + discount * Q[s_next].max() - Q[s, a])
    return Q


@mistake(
    "q_update",
    en="The cases of `done` are swapped: the future counts while the episode goes on, not after its end.",
    ko="`done`에 따른 두 경우가 뒤바뀌었습니다. 앞으로 받을 값은 에피소드가 이어질 때 더해야 합니다.",
)
def end_turned_round(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    target = r + discount * Q[s_next].max() if done else r
    Q[s, a] += lr * (target - Q[s, a])
    return Q


@mistake(
    "q_update",
    en="You take the value of the same action `a` in the next state. Q-learning expects the best action there: the maximum "
    "of its row.",
    ko="다음 상태에서 같은 행동 `a`의 값을 씁니다. Q 학습은 그곳에서 가장 좋은 행동을 할 것으로 봅니다. 그 행의 최댓값을 쓰세요.",
)
def same_action_next(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    target = r if done else r + discount * Q[s_next, a]
    Q[s, a] += lr * (target - Q[s, a])
    return Q


@mistake(
    "q_update",
    en="You take the maximum of the whole table. Only the row of the next state counts.",
    ko="표 전체의 최댓값을 씁니다. 다음 상태의 행에서만 최댓값을 찾으세요.",
)
def maximum_of_everything(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    target = r if done else r + discount * Q.max()
    Q[s, a] += lr * (target - Q[s, a])
    return Q


@mistake(
    "q_update",
    en="You take the maximum of the row of `s`, where the step began. What is still to come depends on `s_next`.",
    ko="걸음을 시작한 상태 `s`의 행에서 최댓값을 찾습니다. 앞으로 받을 값은 `s_next`에 달려 있습니다.",
)
def maximum_of_the_old_state(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    target = r if done else r + discount * Q[s].max()
    Q[s, a] += lr * (target - Q[s, a])
    return Q


@mistake(
    "q_update",
    en="`argmax` gives the number of the best action, not its value.",
    ko="`argmax`는 가장 좋은 행동의 값이 아니라 번호입니다.",
)
def number_for_value(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    target = r if done else r + discount * np.argmax(Q[s_next])
    Q[s, a] += lr * (target - Q[s, a])
    return Q


@mistake(
    "q_update",
    en="The old value is not subtracted: `lr` times the target is added in full, so that the entry grows without end. Move "
    "towards the target, by a share of the difference.",
    ko="옛값을 빼지 않고 목푯값에 `lr`을 곱해 그대로 더하므로 값이 끝없이 커집니다. 목푯값과의 차이에서 일부만큼 움직이세요.",
)
def target_added(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    Q[s, a] += lr * (r if done else r + discount * Q[s_next].max())
    return Q


@mistake(
    "q_update",
    en="The entry jumps to the target, whatever `lr` says. Only a share of `lr` of the way is to be gone.",
    ko="`lr`과 상관없이 목푯값으로 곧장 바꿉니다. 목푯값까지 거리의 `lr`만큼만 움직여야 합니다.",
)
def rate_ignored(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    Q[s, a] = r if done else r + discount * Q[s_next].max()
    return Q


@mistake(
    "q_update",
    en="The discount is missing: what comes a step later counts in full.",
    ko="할인율이 빠져서 한 걸음 뒤의 값을 그대로 더합니다.",
)
def discount_missing(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    Q = Q.copy()
    target = r if done else r + Q[s_next].max()
    Q[s, a] += lr * (target - Q[s, a])
    return Q


@mistake(
    "q_update",
    en="You return the one new number. The whole table is asked for, with this entry replaced.",
    ko="새로 구한 수 하나만 반환합니다. 그 원소를 바꾼 표 전체를 반환하세요.",
)
def one_number(Q, s, a, r, s_next, done, lr=0.1, discount=0.99):
    target = r if done else r + discount * Q[s_next].max()
    return (1 - lr) * Q[s, a] + lr * target


# ----- epsilon_greedy -----


@mistake(
    "epsilon_greedy",
    en="Exploring and exploiting are swapped: with a small epsilon you nearly always act at random.",
    ko="탐험과 활용이 뒤바뀌었습니다. epsilon이 작을 때 거의 언제나 무작위로 행동합니다.",
)
def explores_the_rest(q_values, epsilon, rng):
    if rng.random() < epsilon:
        return int(np.argmax(q_values))
    return int(rng.integers(len(q_values)))


@mistake(
    "epsilon_greedy",
    en="When exploring you leave out the best action. Here every action is equally likely then, the best one as well.",
    ko="탐험할 때 가장 좋은 행동을 뺍니다. 여기서는 가장 좋은 행동까지 포함해 모두 같은 확률로 골라야 합니다.",
)
def best_left_out(q_values, epsilon, rng):
    best = int(np.argmax(q_values))
    if rng.random() < epsilon:
        return int(rng.choice([a for a in range(len(q_values)) if a != best]))
    return best


@mistake(
    "epsilon_greedy",
    en="You always take the best action and never explore, whatever epsilon says.",
    ko="epsilon과 상관없이 언제나 가장 좋은 행동만 고르고 탐험하지 않습니다.",
)
def never_explores(q_values, epsilon, rng):
    return int(np.argmax(q_values))


@mistake(
    "epsilon_greedy",
    en="You always act at random, whatever the values are.",
    ko="값과 상관없이 언제나 무작위로 행동합니다.",
)
def always_explores(q_values, epsilon, rng):
    return int(rng.integers(len(q_values)))


@mistake(
    "epsilon_greedy",
    en="You return the value of the action. Its number is asked for.",
    ko="행동의 값을 반환합니다. 행동의 번호를 반환하세요.",
)
def value_for_number(q_values, epsilon, rng):
    if rng.random() < epsilon:
        return float(rng.choice(q_values))
    return float(np.max(q_values))


@mistake(
    "epsilon_greedy",
    en="You return an array of all best actions. Return one number.",
    ko="가장 좋은 행동을 모두 담은 배열을 반환합니다. 번호 하나만 반환하세요.",
)
def array_of_actions(q_values, epsilon, rng):
    if rng.random() < epsilon:
        return rng.integers(len(q_values), size=1)
    return np.flatnonzero(q_values == np.max(q_values))


@mistake(
    "epsilon_greedy",
    en="The last action is never tried: the upper end of `rng.integers` is not included anyway, so do not subtract 1.",
    ko="마지막 행동은 한 번도 해 보지 않습니다. `rng.integers`의 위 끝은 원래 포함되지 않으므로 1을 빼지 마세요.",
)
def last_never_tried(q_values, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(q_values) - 1))
    return int(np.argmax(q_values))


@mistake(
    "epsilon_greedy",
    en="The number of actions is fixed at 4. Take the length of `q_values`.",
    ko="행동의 개수를 4로 못 박았습니다. `q_values`의 길이를 쓰세요.",
)
def four_actions(q_values, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(4))
    return int(np.argmax(q_values))


@mistake(
    "epsilon_greedy",
    en="epsilon is fixed at 0.1 and the argument ignored.",
    ko="인수를 무시하고 epsilon을 0.1로 못 박았습니다.",
)
def epsilon_fixed(q_values, epsilon, rng):
    if rng.random() < 0.1:
        return int(rng.integers(len(q_values)))
    return int(np.argmax(q_values))


@mistake(
    "epsilon_greedy",
    en="Chance comes from a generator of your own. Draw from `rng`, so that a run can be repeated.",
    ko="따로 만든 생성기에서 뽑습니다. 같은 실행을 되풀이할 수 있도록 `rng`에서 뽑으세요.",
)
def own_generator(q_values, epsilon, rng):
    chance = np.random.default_rng()
    if chance.random() < epsilon:
        return int(chance.integers(len(q_values)))
    return int(np.argmax(q_values))


@mistake(
    "epsilon_greedy",
    en="A new generator with a fixed seed makes the same choice in every call. Draw from `rng`.",
    ko="시드를 고정한 생성기를 매번 새로 만들어 언제나 같은 행동을 고릅니다. `rng`에서 뽑으세요.",
)
def own_seed(q_values, epsilon, rng):
    chance = np.random.default_rng(42)
    if chance.random() < epsilon:
        return int(chance.integers(len(q_values)))
    return int(np.argmax(q_values))


# ----- train_gridworld -----


def _act(values, epsilon, rng, n_actions=None):
    if rng.random() < epsilon:
        return int(rng.integers(n_actions or len(values)))
    return max(range(len(values)), key=values.__getitem__)


@mistake(
    "train_gridworld",
    en="The table stays 0: `q_update` returns a new table, and it has to be kept.",
    ko="표가 0에서 바뀌지 않습니다. `q_update` 함수가 반환하는 새 표를 받아 두어야 합니다.",
)
def update_lost(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(15):
            s, _, done = env.step(_act(Q[s], 0.3, rng))
            if done:
                break
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="The state is never moved on: after each step the next state becomes the current one.",
    ko="상태를 옮기지 않습니다. 걸음마다 다음 상태가 현재 상태가 되어야 합니다.",
)
def state_forgotten(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(15):
            a = _act(Q[s], 0.3, rng)
            s_next, r, done = env.step(a)
            Q[s][a] += 0.5 * (r + (0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
            if done:
                break
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="Every episode ends after its first step, so that only the places next to the goal are learned.",
    ko="에피소드마다 첫걸음에서 끝나므로 목표 바로 옆에서 출발할 때만 배웁니다.",
)
def one_step_each(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        a = _act(Q[s], 0.3, rng)
        s_next, r, done = env.step(a)
        Q[s][a] += 0.5 * (r + (0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="Nothing of the next state's value is passed on, as if the discount were 0. Then all steps are worth the same.",
    ko="할인율이 0인 것처럼 다음 상태의 값을 전혀 전하지 않습니다. 그러면 모든 걸음의 값이 같아집니다.",
)
def short_sighted(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(15):
            a = _act(Q[s], 0.3, rng)
            s_next, r, done = env.step(a)
            Q[s][a] += 0.5 * (r - Q[s][a])
            s = s_next
            if done:
                break
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="The sign of the reward is turned round, so that the table prefers the longest way. A step costs 1; keep its reward "
    "as it comes.",
    ko="보상의 부호가 뒤집혀 표가 가장 먼 길을 좋아합니다. 걸음마다 받는 보상을 그대로 쓰세요.",
)
def reward_turned_round(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(15):
            a = _act(Q[s], 0.5, rng)
            s_next, r, done = env.step(a)
            Q[s][a] += 0.5 * (-r + (0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
            s = s_next
            if done:
                break
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="The reward is replaced by one of your own, 1 at every end. An end can be a pit: learn from the reward that "
    "`env.step` returns.",
    ko="끝날 때마다 1이라는 보상을 스스로 정해 씁니다. 구덩이에서 끝날 수도 있으니 `env.step`이 반환하는 보상으로 배우세요.",
)
def every_end_is_good(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(15):
            a = int(rng.integers(env.n_actions))
            s_next, _, done = env.step(a)
            Q[s][a] += 0.5 * ((1.0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
            s = s_next
            if done:
                break
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="Only one episode is played, whatever `episodes` says.",
    ko="`episodes`와 상관없이 에피소드를 하나만 진행합니다.",
)
def one_episode(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    s = env.reset()
    for _ in range(15):
        a = _act(Q[s], 0.3, rng)
        s_next, r, done = env.step(a)
        Q[s][a] += 0.5 * (r + (0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
        s = s_next
        if done:
            break
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="The table is made anew in every episode, so that only the last one is remembered.",
    ko="에피소드마다 표를 새로 만들어 마지막 에피소드만 기억합니다.",
)
def table_made_anew(env, episodes, rng):
    for _ in range(episodes):
        Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
        s = env.reset()
        for _ in range(15):
            a = _act(Q[s], 0.3, rng)
            s_next, r, done = env.step(a)
            Q[s][a] += 0.5 * (r + (0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
            s = s_next
            if done:
                break
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="An episode goes on until done is True, however long that takes. From some places that never happens: limit the "
    "number of steps.",
    ko="done이 True가 될 때까지 에피소드를 계속합니다. 그렇게 되지 않는 곳도 있으니 걸음 수를 제한하세요.",
)
def never_broken_off(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s, done = env.reset(), False
        while not done:
            a = _act(Q[s], 0.3, rng)
            s_next, r, done = env.step(a)
            Q[s][a] += 0.5 * (r + (0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
            s = s_next
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="You keep stepping after the episode has ended. When done is True, leave the loop and begin the next episode.",
    ko="에피소드가 끝난 뒤에도 계속 걷습니다. done이 True이면 반복을 빠져나와 다음 에피소드를 시작하세요.",
)
def end_overlooked(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(15):
            a = _act(Q[s], 0.3, rng)
            s_next, r, _ = env.step(a)
            Q[s][a] += 0.5 * (r + 0.9 * max(Q[s_next]) - Q[s][a])
            s = s_next
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="The number of actions is fixed at 4. Take it from `env.n_actions`.",
    ko="행동의 개수를 4로 못 박았습니다. `env.n_actions` 값을 쓰세요.",
)
def always_four_actions(env, episodes, rng):
    Q = [[0.0] * 4 for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(30):
            a = _act(Q[s], 0.3, rng, 4)
            s_next, r, done = env.step(a)
            Q[s][a] += 0.5 * (r + (0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
            s = s_next
            if done:
                break
    return np.array(Q)


@mistake(
    "train_gridworld",
    en="You return the best value of every state. The whole table is asked for: one row per state, one column per action.",
    ko="상태마다 가장 좋은 값만 반환합니다. 행은 상태, 열은 행동인 표 전체를 반환하세요.",
)
def values_of_states(env, episodes, rng):
    Q = [[0.0] * env.n_actions for _ in range(env.n_states)]
    for _ in range(episodes):
        s = env.reset()
        for _ in range(30):
            a = _act(Q[s], 0.3, rng)
            s_next, r, done = env.step(a)
            Q[s][a] += 0.5 * (r + (0 if done else 0.9 * max(Q[s_next])) - Q[s][a])
            s = s_next
            if done:
                break
    return np.array(Q).max(axis=1)
