import numpy as np

from dlgrade.testing import check, namespace, observe, points, public


def corridor(length, exit_action):
    """A corridor of `length` states; `exit_action` leads to the exit at its end, the other one back."""
    where = {"state": 0, "steps": 0}

    def reset():
        where["state"] = 0
        return 0

    def step(action):
        check(
            action in (0, 1),
            en="`env.step` is called with {action}, which is no action.",
            ko="`env.step`에 행동이 아닌 {action} 값을 넘깁니다.",
            action=action,
        )
        where["steps"] += 1
        where["state"] = max(0, where["state"] + (1 if action == exit_action else -1))
        done = where["state"] == length - 1
        return where["state"], float(done), done

    return namespace(reset=reset, step=step, n_states=length, n_actions=2), where


def learned(student, rng, length, exit_action):
    env, where = corridor(length, exit_action)
    Q = np.asarray(student.train_corridor(env, 60, rng))
    observe(student, shape=Q.shape)
    check(
        Q.shape == (length, 2),
        en="The table should have shape {wanted}.",
        ko="표의 모양은 {wanted}이어야 합니다.",
        wanted=(length, 2),
        actual=Q,
    )
    share = float((Q[:-1, exit_action] > Q[:-1, 1 - exit_action]).mean())
    end = float(np.abs(Q[-1]).max() > 0)
    observe(
        student, share=round(share, 1), some=float(np.abs(Q).max() > 0), end=end, walked=where["steps"] > 70
    )
    return share


@public
@points(2)
def test_right(student, rng):
    """The exit is on the right
    출구는 오른쪽에 있습니다"""
    share = learned(student, rng, 4, 1)
    check(
        share == 1,
        en="In {share:.0%} of the rows right is better.",
        ko="오른쪽이 더 나은 행은 {share:.0%}입니다.",
        share=share,
    )


@points(3)
def test_left(student, rng):
    """The other way round it is found, too
    반대쪽이어도 찾아냅니다"""
    share = learned(student, rng, 6, 0)
    check(
        share == 1,
        en="In {share:.0%} of the rows left is better.",
        ko="왼쪽이 더 나은 행은 {share:.0%}입니다.",
        share=share,
    )
