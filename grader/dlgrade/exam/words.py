"""What papers, sheets, breakdowns and analyses say themselves, in both languages."""

from __future__ import annotations

from dlgrade.i18n import Text

VARIANT = Text("Variant {letter}", "{letter}형")
SOLUTIONS = Text("Solutions", "정답과 풀이")
SHEET = Text("Answer sheet", "답안지")
NAME = Text("Name", "이름")
STUDENT_ID = Text("Student number", "학번")
SIGNATURE = Text("Signature", "서명")
PAGE = Text("Page", "쪽")
FACTS = Text("{count} questions, {points} points", "{count}문제, {points}점 만점")
MINUTES = Text("{minutes} minutes", "시험 시간 {minutes}분")
POINTS = Text("{points} points", "{points}점")
ONE_POINT = Text("1 point", "1점")
INSTRUCTIONS = Text(
    "Write your name and number on the answer sheet, and your answers there only. Check that its variant is that of this "
    "paper.",
    "이름과 학번, 그리고 모든 답은 답안지에 쓰세요. 답안지의 유형이 이 문제지와 같은지 확인하세요.",
)
SHEET_INSTRUCTIONS = Text(
    "Fill the circle of the option you choose: ●. Write letters, numbers and words into the boxes.",
    "고른 선택지의 동그라미는 ●처럼 채우고, 기호와 수와 낱말은 네모 칸에 쓰세요.",
)
PART = Text("Part {number}", "{number}부")
ANSWER = Text("Answer", "정답")
WHY = Text("Why", "풀이")
FIGURE = Text("Figure", "그림")

CHOOSE_ALL = Text("Choose all that apply.", "알맞은 것을 모두 고르세요.")
DIGITS = Text("{digits} decimal places.", "소수 {digits}자리까지 쓰세요.")
ONE_DIGIT = Text("One decimal place.", "소수 한 자리까지 쓰세요.")
WHOLE = Text("A whole number.", "정수로 쓰세요.")
RELATIVE = Text("An error of {percent} % is allowed.", "{percent} %의 오차까지 인정합니다.")
UNIT = Text("Unit:", "단위:")
COUNT = Text(
    "{count} numbers in reading order, separated by commas.",
    "읽는 순서대로 수 {count}개를 쉼표로 나누어 쓰세요.",
)
SHAPE = Text("A shape, such as (2, 3).", "(2, 3)처럼 모양을 쓰세요.")
WORDS = Text("A name.", "이름을 쓰세요.")
ORDER = Text("Write the letters in the right order.", "알맞은 순서대로 기호를 쓰세요.")
ORDER_EXTRA = Text(
    "Write the letters in the right order. Some do not belong.",
    "알맞은 순서대로 기호를 쓰세요. 필요 없는 것도 있습니다.",
)
MATCH = Text("Write the letter that belongs to each number.", "번호마다 알맞은 기호를 쓰세요.")
CATEGORISE = Text("Write for each number the letter of its group.", "번호마다 알맞은 칸의 기호를 쓰세요.")
GAPS = Text(
    "Fill the gaps; where there are options, choose one.", "빈칸을 채우세요. 보기가 있으면 그중에서 고르세요."
)
CODE = Text(
    "Answer on the computer, in the file {file} of the starter folder.",
    "컴퓨터에서 답합니다. 시작 폴더의 {file} 파일에 작성하세요.",
)
ON_COMPUTER = Text("on the computer", "컴퓨터에서 답합니다")


def points_text(points: float) -> Text:
    """A number of points with its noun."""
    return ONE_POINT if points == 1 else POINTS.fill(points=f"{points:g}")
