import RouteModel
import RoutePlanning

/// The best route by the words of the design alone: every choice of options is tried, and judged day by day. Nothing is
/// shared with the planner but the values of the catalog.
struct ScheduleOracle {
  /// A way to take a measure; days are numbers.
  struct Option: Hashable {
    var session: String
    var first: Int
    var last: Int
    var takes: ClosedRange<Int>
    var isPresent: Bool
    var isKept = false
  }

  /// How good a choice is; see `Comparable`.
  struct Score: Comparable {
    var kept = 0
    var requiredMet = 0
    var value = 0
    var hours = 0
    var ends = 0

    static func < (a: Score, b: Score) -> Bool {
      (a.kept, a.requiredMet, a.value, b.hours, b.ends) < (b.kept, b.requiredMet, b.value, a.hours, a.ends)
    }
  }

  /// The constraints that turn choices down.
  enum Constraint: Hashable, CaseIterable { case hours, atOnce, presence, order, alternatives }

  let instance: ScheduleInstance
  let approved: ApprovedRoute?
  /// Choices that only one constraint turned down, by constraint.
  private(set) var refused: [Constraint: Int] = [:]
  private(set) var best = Score()
  /// The measures and sessions of the first best choice.
  private(set) var choice: [String: String] = [:]
  /// Approved steps that are neither completed nor under way.
  private(set) var open: [ApprovedRoute.Step] = []

  private var running: [String: Option] = [:]
  private var options: [String: [Option]] = [:]
  private let today: Int
  private let horizon: ClosedRange<Int>
  private let blackouts: [ClosedRange<Int>]
  private let completed: Set<String>
  private let deficits: [String: Int]

  init(_ instance: ScheduleInstance, approved: ApprovedRoute? = nil) {
    self.instance = instance
    self.approved = approved
    let start = instance.asOf
    today = start.dayNumber
    horizon = today...(start.adding(months: instance.horizonMonths).dayNumber - 1)
    blackouts = (2022...2025).map { year in
      Self.day(year, instance.blackout.from)...Self.day(year, instance.blackout.to)
    }
    completed = Set(instance.completions.filter { $0.date <= start }.map(\.measure.text))
    var deficits: [String: Int] = [:]
    for (code, target) in instance.targets {
      let known = instance.scores.filter { $0.competency == code && $0.date <= start }
      guard let latest = known.max(by: { $0.date < $1.date }) else { continue }
      deficits[code] = max(0, target * 100 - latest.hundredths)
    }
    self.deficits = deficits
    findRunning()
    findOptions()
    search(0, [])
  }

  private static func day(_ year: Int, _ date: (month: Int, day: Int)) -> Int {
    (CalendarDate(year: year, month: date.month, day: date.day) ?? CalendarDate(dayNumber: 0)).dayNumber
  }

  // MARK: Rules and candidates

  private func fires(_ code: String) -> ScheduleInstance.MeasureRule? {
    let known = instance.scores.filter { $0.competency == "К1" && $0.date <= instance.asOf }
    guard let rule = instance.rules[code], let score = known.max(by: { $0.date < $1.date })?.hundredths else {
      return nil
    }
    return score <= rule.threshold * 100 ? rule : nil
  }

  private func isRequired(_ code: String) -> Bool {
    if case .require = fires(code)?.kind { true } else { false }
  }

  private func isExcluded(_ code: String) -> Bool {
    if case .exclude = fires(code)?.kind { true } else { false }
  }

  private func priority(_ code: String) -> Int {
    if case .recommend(let weight) = fires(code)?.kind { weight } else { 0 }
  }

  private func sessions(_ code: String) -> [Session] { instance.sessions.filter { $0.measure.text == code } }

  private func needed(by code: String) -> [String] {
    instance.prerequisites.filter { $0.measure.text == code }.map(\.requires.text).filter { !completed.contains($0) }
  }

  private func travel(_ place: String?, _ format: Format) -> Int {
    guard format != .remote, let home = instance.home, let place, home != place else { return 0 }
    return place == instance.farAway.key || home == instance.farAway.key ? instance.farAway.days : instance.travelDays
  }

  /// What is in progress by the data, and by the approved plan.
  private mutating func findRunning() {
    var begun = instance.started.filter { $0.started <= instance.asOf && !completed.contains($0.measure.text) }
    for completion in instance.completions where completion.date > instance.asOf {
      guard let start = completion.started, start <= instance.asOf else { continue }
      begun.append(
        StartedMeasure(
          measure: completion.measure, started: start, session: completion.session, ends: completion.date))
    }
    for step in approved?.steps ?? [] where !completed.contains(step.measure.text) {
      if begun.contains(where: { $0.measure == step.measure }) { continue }
      let own = sessions(step.measure.text)
      let isHeld =
        own.isEmpty
        ? step.session == String(step.days.from.iso.prefix(7))
        : own.contains { $0.id == step.session && $0.days == step.days }
      let hasBegun = step.days.from.dayNumber - step.travelDays < today
      if hasBegun, step.days.to.dayNumber >= today, isHeld {
        begun.append(
          StartedMeasure(
            measure: step.measure, started: step.days.from, session: step.session, ends: step.days.to))
      } else {
        open.append(step)
      }
    }
    for one in begun {
      let code = one.measure.text
      let own = sessions(code)
      let session =
        own.first { $0.id == one.session }
        ?? (one.session == nil ? own.first { $0.days.contains(one.started) } : nil)
      let format = session?.format ?? instance.measures.first { $0.code.text == code }?.format ?? .remote
      let last = max(today, (one.ends ?? session?.days.to ?? one.started.endOfMonth).dayNumber)
      running[code] = Option(
        session: session?.id ?? one.session ?? "", first: one.started.dayNumber, last: last,
        takes: today...(last + travel(session?.municipality, format)), isPresent: format != .remote)
    }
  }

  private mutating func findOptions() {
    var personal: Set<String> = []
    for measure in instance.measures where running[measure.code.text] == nil {
      let code = measure.code.text
      let hasAlternative = instance.measures.contains {
        $0.group != nil && $0.group == measure.group && completed.contains($0.code.text)
      }
      if measure.audience != "всегда", !instance.isAtRisk { continue }
      if completed.contains(code) || hasAlternative || isExcluded(code) { continue }
      personal.insert(code)
    }
    var asked = personal.filter { code in
      isRequired(code) || priority(code) > 0
        || instance.gains.contains { $0.measure.text == code && (deficits[$0.competency.text] ?? 0) > 0 }
        || open.contains { $0.measure.text == code && $0.days.to.dayNumber >= today }
    }
    while true {
      let more = asked.union(asked.flatMap(needed)).union([])
      if more == asked { break }
      asked = more
    }
    for measure in instance.measures where personal.contains(measure.code.text) && asked.contains(measure.code.text) {
      options[measure.code.text] = ways(measure)
    }
  }

  private func ways(_ measure: Measure) -> [Option] {
    let code = measure.code.text
    let step = open.first { $0.measure.text == code && $0.days.to.dayNumber >= today }
    let own = sessions(code)
    if own.isEmpty { return months(measure, step) }
    var result: [Option] = []
    for session in own where session.seats != 0 && canTake(session.format) {
      let days = session.days.from.dayNumber...session.days.to.dayNumber
      let away = travel(session.municipality, session.format)
      let takes = (days.lowerBound - away)...(days.upperBound + away)
      let isOpen =
        takes.allSatisfy { day in horizon.contains(day) && !blackouts.contains { $0.contains(day) } }
        && keepsRule(days, of: code)
      guard isOpen else { continue }
      result.append(
        Option(
          session: session.id, first: days.lowerBound, last: days.upperBound, takes: takes,
          isPresent: session.format != .remote, isKept: step?.session == session.id && step?.days == session.days))
    }
    return result
  }

  private func months(_ measure: Measure, _ step: ApprovedRoute.Step?) -> [Option] {
    guard let window = measure.window, canTake(measure.format) else { return [] }
    var byMonth: [String: [Int]] = [:]
    for day in horizon where window.contains(CalendarDate(dayNumber: day)) {
      byMonth[String(CalendarDate(dayNumber: day).iso.prefix(7)), default: []].append(day)
    }
    let needed = max(1, ((measure.hours ?? 0) + 7) / 8)
    var result: [Option] = []
    for (month, days) in byMonth {
      // The longest run of days that are free and wanted, the earliest of equals.
      var (best, run): (ClosedRange<Int>?, ClosedRange<Int>?) = (nil, nil)
      for day in days {
        let isFree = !blackouts.contains { $0.contains(day) } && keepsRule(day...day, of: measure.code.text)
        run = isFree ? (run?.lowerBound ?? day)...day : nil
        if let run, run.count > best?.count ?? 0 { best = run }
      }
      guard let best, best.count >= needed else { continue }
      result.append(
        Option(
          session: month, first: best.lowerBound, last: best.upperBound, takes: best,
          isPresent: measure.format != .remote, isKept: step?.session == month))
    }
    return result.sorted { $0.first < $1.first }
  }

  private func canTake(_ format: Format) -> Bool {
    guard let formats = instance.formats else { return true }
    return formats.contains(format)
      || (format == .mixed && formats.contains(.inPerson) && formats.contains(.remote))
  }

  /// All dates of the instances lie in the school year 2023/24.
  private func keepsRule(_ days: ClosedRange<Int>, of code: String) -> Bool {
    guard let rule = fires(code) else { return true }
    func day(_ date: (month: Int, day: Int)) -> Int { Self.day(date.month >= 9 ? 2023 : 2024, date) }
    return rule.notBefore.map { day($0) <= days.lowerBound } ?? true
      && rule.notAfter.map { days.upperBound <= day($0) } ?? true
  }

  // MARK: All choices

  private mutating func search(_ index: Int, _ chosen: [(code: String, option: Option, runs: Bool)]) {
    guard index < instance.measures.count else { return judge(chosen) }
    let code = instance.measures[index].code.text
    if let option = running[code] { return search(index + 1, chosen + [(code, option, true)]) }
    for option in options[code] ?? [] { search(index + 1, chosen + [(code, option, false)]) }
    search(index + 1, chosen)
  }

  private mutating func judge(_ chosen: [(code: String, option: Option, runs: Bool)]) {
    let broken = Constraint.allCases.filter { breaks($0, chosen) }
    if broken.count == 1 { refused[broken[0], default: 0] += 1 }
    guard broken.isEmpty else { return }
    let score = score(chosen)
    if choice.isEmpty || score > best {
      best = score
      choice = Dictionary(uniqueKeysWithValues: chosen.map { ($0.code, $0.option.session) })
    }
  }

  private func breaks(
    _ constraint: Constraint, _ chosen: [(code: String, option: Option, runs: Bool)]
  ) -> Bool {
    switch constraint {
    case .hours: return breaksHours(chosen)
    case .atOnce, .presence:
      // What runs already runs whatever the limits; they hold for what is taken besides.
      for day in Set(chosen.filter { !$0.runs }.flatMap { Array($0.option.takes) }) {
        let held = chosen.filter { $0.option.takes.contains(day) }
        if constraint == .atOnce {
          if held.count > instance.concurrent { return true }
        } else {
          let present = held.filter(\.option.isPresent)
          if present.count > 1, present.contains(where: { !$0.runs }) { return true }
        }
      }
      return false
    case .order:
      return chosen.contains { one in
        !one.runs
          && needed(by: one.code).contains { code in
            !chosen.contains { $0.code == code && $0.option.takes.upperBound < one.option.takes.lowerBound }
          }
      }
    case .alternatives:
      let members = chosen.filter { one in instance.measures.contains { $0.code.text == one.code && $0.group != nil } }
      return members.count > 1 && members.contains { !$0.runs }
    }
  }

  private func hours(_ code: String) -> Int { instance.measures.first { $0.code.text == code }?.hours ?? 0 }

  /// The period a day belongs to; days of one period have one number.
  private func period(_ day: Int) -> Int {
    let (year, month, _) = CalendarDate(dayNumber: day).components
    switch instance.period {
    case .month: return year * 12 + month
    case .quarter: return year * 4 + (month - 1) / 3
    case .halfYear: return year * 2 + (month - 1) / 6
    case .year:
      // Twelve months from the day the route, or the approved one, was made: no instance is that long.
      return 0
    }
  }

  private func breaksHours(_ chosen: [(code: String, option: Option, runs: Bool)]) -> Bool {
    for (number, members) in Dictionary(grouping: chosen, by: { period($0.option.takes.lowerBound) })
    where members.contains(where: { !$0.runs && hours($0.code) > 0 }) {
      let done = (approved?.steps ?? []).filter { step in
        completed.contains(step.measure.text) && step.days.from.dayNumber < today
          && period(step.days.from.dayNumber) == number
      }
      let total = members.reduce(0) { $0 + hours($1.code) }
      if total > max(0, instance.hoursCap - done.reduce(0) { $0 + $1.hours }) { return true }
    }
    return false
  }

  private func score(_ chosen: [(code: String, option: Option, runs: Bool)]) -> Score {
    var score = Score()
    for (competency, deficit) in deficits where deficit > 0 {
      let gained = instance.gains.filter { gain in
        gain.competency.text == competency && chosen.contains { $0.code == gain.measure.text }
      }
      let weight = deficit >= 2500 ? instance.highWeight : 1
      score.value += weight * min(deficit, gained.reduce(0) { $0 + $1.points.hundredths })
    }
    for (code, option, _) in chosen {
      score.kept += option.isKept ? 1 : 0
      // An alternative or an audience does not undo what already runs and a rule requires.
      score.requiredMet += isRequired(code) ? 1 : 0
      score.value += 100 * priority(code) - instance.hourPrice * hours(code)
      score.hours += hours(code)
      score.ends += option.takes.upperBound
    }
    return score
  }
}
