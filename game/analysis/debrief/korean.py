"""The debrief's words in Korean."""

KOREAN = {
    # groups of the waterfall
    "Your programmes": "정부 사업", "Your answers": "정부의 답", "Washington": "미국", "Beijing": "중국", "A third party": "제3의 당사자",
    "Economy": "경제", "What fades by itself": "저절로 줄어든 것", "Public": "여론", "Late effects": "뒤늦은 효과",
    "Posture, credibility": "노선과 신뢰", "Turns not served": "채우지 못한 턴", "Other rules": "다른 규칙",
    "The world": "세계", "Result": "결과", "Alignment": "공조", "Managed ambiguity": "관리된 모호성", "Diversification": "다변화",
    # sentences of why
    "Many small things added up.": "작은 일들이 쌓였다.", "{}; {}.": "{}, {}.", "{}.": "{}.",
    "{cause} brought {much}": "‘{cause}’ {much}점 이득", "{cause} cost {much}": "‘{cause}’ {much}점 손실",
    "{cause} would have cost {much}": "‘{cause}’였다면 {much}점 손실",
    "{cause} would have brought {much}": "‘{cause}’였다면 {much}점 이득",
    "{cause} brought {much} more": "‘{cause}’ 이득 {much}점 증가", "{cause} cost {much} less": "‘{cause}’ 손실 {much}점 감소",
    "{cause} cost {much} more": "‘{cause}’ 손실 {much}점 증가", "{cause} brought {much} less": "‘{cause}’ 이득 {much}점 감소",
    # times
    "{year} H1": "{year} 상반기", "{year} H2": "{year} 하반기",
    "{year} Q{n}": "{year} {n}분기", "hand-over": "인수인계", "Turn {}": "{}턴",
    # what others did
    "asks: {}": "요구: {}", "is promised: {}": "약속받음: {}",
    "is refused: {}": "거절당함: {}", "gets what it asked: {}": "요구 관철: {}",
    "gets a part: {}": "일부 관철: {}", "lets it drop: {}": "요구 철회: {}", "punishes: {}": "제재: {}",
    "sees a promise broken: {}": "약속 파기를 당함: {}", "threatens: {}": "위협: {}", "drops its threat: {}": "위협 거둠: {}",
    "goes up a rung: {}": "단계 올림: {}", "comes down a rung: {}": "단계 내림: {}",
    # the page
    "Debrief": "디브리핑", "Debrief of {}": "디브리핑: {}", "{} turns": "{}턴", "player: {}": "참가자: {}",
    "Better than {}% of {} bot games on the same dice": "같은 주사위로 봇이 치른 {1}판 중 {0}%보다 나은 결과",
    "{} bot games on the same dice came to {} in the middle": "같은 주사위로 봇이 치른 {}판의 중간 결과는 {}점",
    "How {} bot games on the same dice came out; the dark column holds this game's {}.":
        "같은 주사위로 봇이 치른 {}판의 결과. 짙은 막대에 이 게임의 {}점이 든다.",
    "Your path between the three roads": "세 갈래 길 사이의 경로",
    "You, by turn": "나(턴별)", "Bots on the same dice": "같은 주사위의 봇",
    "The numbers are turns, the black disc is the last. Dashed lines are bots that keep to one road, on the same dice: {}.":
        "숫자는 턴, 검은 원은 마지막 턴이다. 점선은 같은 주사위로 한 길만 간 봇이다: {}.",
    "The mix of the three roads after each turn: {} above, {} in the middle, {} below.":
        "턴별 노선 구성: 위 {}, 가운데 {}, 아래 {}.",
    "Why {}?": "왜 {}점인가?", "Start": "시작", "End": "끝", "{} lines": "{}줄", "1 line": "1줄",
    "Three turning points": "세 번의 전환점", "Turning points": "전환점", "missed": "놓침", "won": "얻음", "You: {}": "선택: {}",
    "Instead: {}": "대신: {}", "You {}": "나 {}", "your points as they were": "그대로 둔 포인트 배정",
    "one point from {} to {}": "{}에서 {}로 1점", "On other dice: {} on the mean of {} games.": "다른 주사위: {1}판 평균 {0}점.",
    "On other dice it would not have mattered: luck made it large.": "다른 주사위였다면 중요하지 않았다. 운이 키운 차이다.",
    "Each disc is an answer by its number, at the result to which it would have led on the same dice; "
    "the bars show 80 of 100 games on other dice.":
        "원은 답의 번호이며, 같은 주사위에서 그 답이 낳았을 결과의 자리에 있다. 막대는 다른 주사위 100판 중 80판의 범위다.",
    "For every turn the game was played again with each other answer and with one point moved, on the "
    "same dice and with your own later points.":
        "턴마다 다른 답과 1포인트 옮긴 배정으로, 같은 주사위와 이후의 같은 포인트 배정으로 게임을 다시 치렀다.",
    "Allocation of points": "포인트 배정",
    "Story": "이야기", "Path": "경로", "What happened": "일어난 일", "Turn": "턴", "You decided": "결정", "Others": "다른 나라와 세계",
    "Changed most": "가장 크게 변한 것", "no answer": "답 없음",
    "The result as it stood after each turn; below it what others did. Bars show the rung in force, a "
    "mark each thing that happened. Bold turns are the turning points.":
        "턴마다의 결과와 다른 나라가 한 일. 막대는 시행 중인 단계, 표시는 일어난 일 하나. 굵은 턴은 전환점이다.",
    "Shown only now": "이제야 보이는 것",
    "{power}: resolve {value} (of {low} to {high}), from turn {turn} on.":
        "{power}의 결의: {value}({low}~{high} 사이), {turn}턴부터.",
    "{power}: patience {value} (of {low} to {high}).": "{power}의 인내: {value}({low}~{high} 사이).",
    "The pillars": "네 축", "From {} to {}": "{}에서 {}로", "Cause": "원인",
    "Turns": "턴", "Points": "점", "Source": "출처", "Where from": "어디서",
    "By cause": "원인별", "Every line": "모든 줄", "Group": "묶음", "Indicator": "지표", "Change": "변화",
    "All causes, with the turns in which they worked and what they did to the result. Sums agree to the last hundredth.":
        "모든 원인과 작용한 턴, 결과에 준 영향. 합계는 소수 둘째 자리까지 맞는다.",
    "Show the single lines of the ledger": "장부의 줄 보기", "Show all causes": "모든 원인 보기",
    "What each cause did to the result, line by line; a line's source stands beside it.":
        "원인이 결과에 준 영향을 한 줄씩. 줄마다 출처가 있다.",
    "Questions": "토론 질문", "Sources": "출처", "Fiction.": "허구.", "Partly fiction.": "일부 허구.", "the model": "모형",
    "The price for the region": "지역이 치른 값",
    "This record was played again here and came out as it says.": "이 기록은 여기서 다시 실행했고 적힌 대로 나왔다.",
    "Not verified here": "여기서 확인하지 못함",
    "Not verified here: what is shown comes from the record itself ({}). Turning points, bots and hidden "
    "dispositions need the rules that it was played with.":
        "여기서 확인하지 못함: 기록에 적힌 내용만 보인다({}). 전환점, 봇, 숨은 성향을 보려면 그 게임의 규칙이 있어야 한다.",
    "Seed {}, pack {} {}, rules {}.": "시드 {}, 팩 {} {}, 규칙 {}.",
    "This game ended early, after {} of {} turns: {}": "게임이 {1}턴 중 {0}턴 만에 일찍 끝났다: {2}",
    # comparison
    "Comparison": "비교", "{} games side by side": "게임 {}판 비교", "Game": "게임", "Better than": "우위",
    "All on the same dice: what differs was decided.": "모두 같은 주사위: 차이는 결정에서 나왔다.",
    "On different dice: part of what differs is luck.": "서로 다른 주사위: 차이의 일부는 운이다.",
    "Paths": "경로", "Each line is a game; its letter stands at the end.": "선 하나가 게임 하나. 글자는 끝에 있다.",
    "Where the results come from": "결과가 나온 곳",
    "Steps from the start to the end of each result.": "각 결과의 시작에서 끝까지의 단계.",
    "Result turn by turn": "턴별 결과", "The result as it stood after each turn.": "턴마다의 결과.",
    "What would have mattered most": "가장 중요했을 결정",
    "Answers to the same cards": "같은 카드에 대한 답", "Card": "카드", "Answer": "답", "Games": "게임", "Mean result": "평균 결과",
    "The games share no card.": "같은 카드가 없다.",
}
