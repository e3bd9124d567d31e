import Diagnostics
import Foundation
import RouteModel
import RoutePlanning

/// Reads the approved route that is to be made anew from its JSON: `marshrut.route/1`, or `marshrut.replan/1`, whose
/// route it takes. All mistakes at once, each with its place in the JSON.
struct PreviousRouteReader {
  let catalog: Catalog
  /// The name of the file for messages.
  let shown: String
  /// Whose route it must be.
  let person: String
  /// The day on which it is made anew.
  let asOf: CalendarDate
  private(set) var diagnostics: [Diagnostic] = []

  init(catalog: Catalog, shown: String, person: String, asOf: CalendarDate) {
    self.catalog = catalog
    self.shown = shown
    self.person = person
    self.asOf = asOf
  }

  /// The route, or nil after messages.
  mutating func read(_ bytes: [UInt8]) -> ApprovedRoute? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    guard let root = try? JSONDecoder().decode(JSONNode.self, from: Data(content)) else {
      report(
        "not-json", "это не JSON", "this is not JSON",
        note: ("нужен файл команды route НОМЕР --format json", "needed is a file of route ID --format json"))
      return nil
    }
    guard let route = route(in: root) else { return nil }
    checkPerson(route)
    let made = date(route["asOf"], at: "asOf")
    if let made, made > asOf {
      report(
        "previous-is-later", "маршрут составлен на \(made.dotted), позже даты пересмотра \(asOf.dotted)",
        "the route was made for \(made.iso), after the day of revision \(asOf.iso)",
        note: ("дату задаёт --as-of", "--as-of gives the date"))
    }
    let steps = steps(route["steps"])
    guard let made, let steps, !diagnostics.hasErrors else { return nil }
    return ApprovedRoute(asOf: made, steps: steps)
  }

  private mutating func report(
    _ id: DiagnosticID, _ ru: String, _ en: String, note: (ru: String, en: String)? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        .error, id, LocalizedText(ru: ru, en: en), at: .file(shown),
        notes: note.map { [LocalizedText(ru: $0.ru, en: $0.en)] } ?? []))
  }

  private mutating func route(in root: JSONNode) -> JSONNode? {
    if case .array(let elements) = root {
      report(
        "several-routes", "в файле список (\(elements.count)), а нужен маршрут одного человека",
        "the file is a list (\(elements.count)), but one person's route is needed",
        note: ("постройте его одного: route \(person) --format json", "make it alone: route \(person) --format json"))
      return nil
    }
    let schema = root["schema"]
    switch schema?.text {
    case "marshrut.route/1": return root
    case "marshrut.replan/1":
      if let route = root["route"] { return route }
      missing("route")
      return nil
    default:
      let found = schema?.kind ?? (russian: "ничего", english: "nothing")
      report(
        "wrong-schema", "в «schema» ожидается «marshrut.route/1», а найдено: \(found.russian)",
        "«schema» has to be «marshrut.route/1», found \(found.english)")
      return nil
    }
  }

  private mutating func checkPerson(_ route: JSONNode) {
    guard let id = text(route["person"]?["id"], at: "person.id"), id != person else { return }
    report(
      "another-person", "это маршрут человека «\(id)», а пересматривается маршрут «\(person)»",
      "this is the route of «\(id)», but that of «\(person)» is to be revised")
  }

  private mutating func steps(_ node: JSONNode?) -> [ApprovedRoute.Step]? {
    guard let node else {
      missing("steps")
      return nil
    }
    guard case .array(let elements) = node else {
      wrong(node, at: "steps", "список шагов", "a list of steps")
      return nil
    }
    var seen: Set<MeasureCode> = []
    var result: [ApprovedRoute.Step] = []
    for (index, element) in elements.enumerated() {
      guard let step = step(element, at: "steps[\(index)]") else { continue }
      if seen.insert(step.measure).inserted {
        result.append(step)
      } else {
        report(
          "repeated-step", "steps[\(index)]: мероприятие №\(step.measure) уже есть среди шагов",
          "steps[\(index)]: №\(step.measure) is among the steps already")
      }
    }
    return result.sorted { ($0.days.from, $0.days.to, $0.measure) < ($1.days.from, $1.days.to, $1.measure) }
  }

  private mutating func step(_ node: JSONNode, at place: String) -> ApprovedRoute.Step? {
    guard case .object = node else {
      wrong(node, at: place, "шаг", "a step")
      return nil
    }
    let code = text(node["measure"], at: place + ".measure")
    let session = text(node["session"], at: place + ".session")
    let from = date(node["from"], at: place + ".from")
    let to = date(node["to"], at: place + ".to")
    let hours = whole(node["hours"], at: place + ".hours")
    let travel = node["travelDays"].map { whole($0, at: place + ".travelDays") } ?? .some(0)
    let measure = code.flatMap { self.measure($0, at: place + ".measure") }
    if let from, let to, to < from {
      report(
        "wrong-days", "\(place): конец \(to.dotted) раньше начала \(from.dotted)",
        "\(place): the end \(to.iso) is before the start \(from.iso)")
      return nil
    }
    guard let measure, let session, let from, let to, let hours, let travel else { return nil }
    return ApprovedRoute.Step(
      measure: measure.code, title: measure.title, session: session, days: DateSpan(from: from, to: to),
      travelDays: travel, hours: hours)
  }

  private mutating func measure(_ code: String, at place: String) -> Measure? {
    if let found = catalog.measure(spelled: code) { return found }
    let near = nearest(to: code, among: catalog.measures.map(\.code.text))
    report(
      "unknown-measure", "\(place): в каталоге нет мероприятия «\(code)»",
      "\(place): the catalog has no measure «\(code)»",
      note: near.map { ("возможно, №\($0)?", "did you mean №\($0)?") })
    return nil
  }

  // MARK: Values

  private mutating func text(_ node: JSONNode?, at place: String) -> String? {
    guard let node else {
      missing(place)
      return nil
    }
    if let text = node.text { return text }
    wrong(node, at: place, "текст", "a text")
    return nil
  }

  private mutating func date(_ node: JSONNode?, at place: String) -> CalendarDate? {
    guard let node else {
      missing(place)
      return nil
    }
    if let date = node.text.flatMap({ CalendarDate(parsing: $0) }) { return date }
    wrong(node, at: place, "дата, например 2023-09-01", "a date, for example 2023-09-01")
    return nil
  }

  private mutating func whole(_ node: JSONNode?, at place: String) -> Int? {
    guard let node else {
      missing(place)
      return nil
    }
    if case .whole(let number) = node, (0...100_000).contains(number) { return number }
    wrong(node, at: place, "целое число от 0 до 100000", "a whole number from 0 to 100000")
    return nil
  }

  private mutating func missing(_ place: String) {
    report("missing-key", "нет «\(place)»", "«\(place)» is missing")
  }

  private mutating func wrong(_ node: JSONNode, at place: String, _ ru: String, _ en: String) {
    report(
      "wrong-value", "\(place): ожидается \(ru), а найдено: \(node.kind.russian)",
      "\(place): expected \(en), found \(node.kind.english)")
  }
}
