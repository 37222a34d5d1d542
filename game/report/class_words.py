"""The class report's own words: English is the key; what is not here is looked up among the debrief's."""

from game.analysis.debrief.words import Say

KOREAN = {
    "Class report: {}": "학급 보고서: {}", "Round {}: {}": "{}라운드: {}", "{} players": "참가자 {}명",
    "class median {}": "학급 중앙값 {}", "bots {}": "봇 중앙값 {}", "{} ended early": "조기 종료 {}건",
    "{} turns played by the bot": "봇이 대신 둔 턴 {}개",
    "How everybody came out": "모두의 결과",
    "Each mark is one player, its shape the road that was largest at the end. Shaded: {} bot games on the same dice.":
        "표시 하나가 참가자 한 명이고, 모양은 마지막에 가장 컸던 노선이다. 음영은 같은 주사위로 봇이 치른 {}판.",
    "Each mark is one player, its shape the road that was largest at the end.":
        "표시 하나가 참가자 한 명이고, 모양은 마지막에 가장 컸던 노선이다.",
    "The paths of all players": "모든 참가자의 경로",
    "Where each government stood between the three roads, turn by turn; the mark is where it ended.":
        "각 정부가 세 노선 사이 어디에 있었는지 턴마다 이은 선. 표시는 마지막 위치다.",
    "Road": "노선", "Players": "인원", "Median result": "결과 중앙값", "Best": "최고", "Lowest": "최저",
    "Where the class split": "의견이 갈린 결정", "Turn {}: {}": "{}턴: {}", "median {}": "중앙값 {}",
    ("Bars count players; beside them the median result of those who chose it. "
     "Other choices mattered too: a difference is a question, not a proof."):
        "막대는 인원수, 옆은 그 답을 고른 사람들의 결과 중앙값이다. 다른 선택도 결과에 영향을 주었으므로, 차이는 증거가 아니라 질문거리다.",
    "All answers": "모든 답", "Turn": "턴", "Event": "사건", "Answer": "답",
    "Questions for the discussion": "토론 질문",
    "Turn {turn}, “{event}”: {many} of you chose “{one}”, {few} “{other}”. What did each side see that the other did not?":
        "{turn}턴 ‘{event}’: {many}명은 ‘{one}’, {few}명은 ‘{other}’ 쪽을 골랐다. 서로가 보지 못한 무엇을 보았는가?",
    ("Those who answered “{one}” came to {high} in the middle, those who answered “{other}” to {low}. "
     "Was it this answer, or what went with it?"):
        "‘{one}’ 쪽을 고른 사람들의 중앙값은 {high}점, ‘{other}’ 쪽은 {low}점이다. 이 답 때문인가, 함께 고른 다른 결정 때문인가?",
    "{many} of {all} ended nearest to {road}. Was that a plan, or where small answers led?":
        "{all}명 가운데 {many}명이 마지막에 ‘{road}’ 노선에 가장 가까웠다. 계획이었는가, 작은 답들이 이끈 결과인가?",
    "{count} governments did not last to the end. Which warning came first, and who saw it?":
        "정부 {count}곳이 끝까지 버티지 못했다. 어떤 경고가 먼저 왔고, 누가 알아차렸는가?",
    "The class came to {own} in the middle, the bots to {bots}. What do you weigh that a bot does not?":
        "학급의 중앙값은 {own}점, 봇은 {bots}점이다. 봇은 따지지 않지만 여러분이 따진 것은 무엇인가?",
    "Standings": "순위", "Place": "순위", "Name": "이름", "Sum": "합계", "Class": "반", "Average": "평균",
    "The best {} by name; everybody else's place is on their own screen.":
        "상위 {}명만 이름을 밝힌다. 나머지는 각자 화면에서 자기 순위를 본다.",
    "Ties: the higher sum of weakest pillars goes first, then fewer turns played by the bot; who is still equal shares the place.":
        "동점이면 가장 약한 축의 합이 높은 쪽이 앞서고, 다음은 봇이 대신 둔 턴이 적은 쪽이다. 그래도 같으면 같은 순위다.",
    "No round has ended yet.": "아직 끝난 라운드가 없다.", "none": "없음",
}


class ClassSay(Say):
    """Says the class report's words in a language."""

    def __call__(self, words: str) -> str:
        """Say words.

        >>> ClassSay("ko")("Class")
        '반'
        """
        return KOREAN[words] if self.language == "ko" and words in KOREAN else super().__call__(words)
