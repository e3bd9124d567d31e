import Diagnostics
import RouteModel
import Testing
import Workspace

/// A route of two steps for a person; `value` makes versions differ.
func sampleDraft(_ person: String = "Р-1", value: Int = 100, revision: Int = 1) -> Workspace.Draft {
  func step(_ measure: String, _ from: String, _ to: String) -> Step {
    Step(
      offer: Step.Offer(
        measure: MeasureCode(measure), title: "Курс \(measure)", kind: .course,
        session: SessionOption(
          id: "\(measure)-осень", days: DateSpan(from: day(from), to: day(to)), format: .inPerson, seats: nil),
        place: "Хабаровск", hours: 36, estimates: [LocalizedText(ru: "часы", en: "hours")], organiser: ""),
      required: measure == "1.6", priority: 0, closes: [], because: [])
  }
  let route = Route(
    person: Person(id: person, name: "Примерова Анна Ивановна", role: .head), municipalityName: nil,
    asOf: day("2023-09-01"), horizon: DateSpan(from: day("2023-09-01"), to: day("2024-08-31")),
    inputs: InputDigests(rules: "правила", catalog: "каталог", data: "данные"),
    deficits: [
      CompetencyDeficit(
        competency: CompetencyCode("К1"), title: "Качество", score: Points(48), target: Points(75), deficit: Points(27),
        band: "высокий", weight: 4, evidence: [])
    ],
    steps: [step("1.6", "2023-10-09", "2023-10-13"), step("1.12", "2023-11-20", "2023-11-24")], candidates: [],
    limits: RouteLimits(hoursPerPeriod: [], concurrent: nil, hourPrice: .zero),
    objective: RouteObjective(
      requiredMet: 1, requiredOf: 1, value: value, hours: 72, status: .optimal, bound: value, nodes: 1),
    forecast: Forecast(growth: Points(11), target: GrowthTarget(percent: Points(10), formula: .relative)), findings: [])
  let rules = SourceBundle(kind: .rules, digest: "правила", files: [.init(name: "a.rules", bytes: [1, 2])])
  let catalog = SourceBundle(kind: .catalog, digest: "каталог", files: [.init(name: "measures.csv", bytes: [3])])
  return Workspace.Draft(
    route: route, json: Array("{\"value\":\(value),\"person\":\"\(person)\"}".utf8), rules: rules, catalog: catalog,
    revision: revision, settings: "language=ru", product: "0.1.0",
    reasons: route.steps.map { .init(why: "нужен \($0.measure)", estimates: "часы") })
}

/// Versions of routes and their way from draft to completion.
@Suite struct RoutesTests {
  private func prepared() throws -> Workspace {
    let workspace = try Cabinet().create()
    _ = try workspace.take(sampleRecords(), source: "", digest: "", stamp: stamp)
    _ = try workspace.save([sampleDraft()], stamp: stamp)
    return workspace
  }

  @Test func aVersionComesBackAsItWas() throws {
    let workspace = try prepared()
    let route = try workspace.route(of: "P-1", version: 1)
    #expect(route.state == .draft && route.asOf == day("2023-09-01") && route.horizonTo == day("2024-08-31"))
    #expect(route.inputs == sampleDraft().route.inputs)
    #expect(route.value == 100 && route.hours == 72 && route.growth == Points(11) && route.required == (1, 1))
    #expect(route.steps.map(\.measure.text) == ["1.6", "1.12"])
    #expect(route.steps[0].required && !route.steps[1].required)
    #expect(route.steps[0].reason == "нужен 1.6" && route.steps[0].estimates == "часы")
    #expect(route.gaps.map(\.deficit) == [Points(27)])
    #expect(try workspace.json(of: "Р-1", version: 1) == sampleDraft().json)
    #expect(try workspace.bundle(.rules, "правила") == sampleDraft().rules)
    #expect(try workspace.bundle(.catalog, "каталог").files.map(\.bytes) == [[3]])
  }

  @Test func theSameRouteIsNotKeptTwice() throws {
    let workspace = try prepared()
    #expect(try workspace.save([sampleDraft()], stamp: stamp) == [.unchanged(1)])
    #expect(try workspace.save([sampleDraft(value: 90)], stamp: stamp) == [.version(2)])
    #expect(try workspace.save([sampleDraft()], stamp: stamp) == [.version(3)], "only the latest version is compared")
  }

  @Test func allRoutesAreKeptOrNone() throws {
    let workspace = try prepared()
    #expect(throws: WorkspaceError.unknownPerson("Р-9", near: "Р-1")) {
      try workspace.save([sampleDraft("Р-2"), sampleDraft("Р-9")], stamp: stamp)
    }
    #expect(try workspace.versions(of: "Р-2").isEmpty)
  }

  @Test func theWayFromDraftToCompletion() throws {
    let workspace = try prepared()
    #expect(throws: WorkspaceError.wrongState(.draft, needed: [.onApproval])) {
      try workspace.move("Р-1", .approve, comment: nil, stamp: stamp)
    }
    #expect(try workspace.move("Р-1", .submit, comment: nil, stamp: stamp).state == .onApproval)
    #expect(try workspace.move("Р-1", .return, comment: "позже", stamp: stamp).state == .draft)
    #expect(try workspace.move("Р-1", .submit, comment: nil, stamp: stamp).state == .onApproval)
    #expect(try workspace.move("Р-1", .approve, comment: nil, stamp: stamp).state == .approved)

    let first = Completion(measure: MeasureCode("1.6"), date: day("2023-10-13"), hours: 36, document: "уд. 1")
    #expect(try workspace.complete(first, of: "Р-1", stamp: stamp).route?.state == .inProgress)
    let again = try workspace.complete(first, of: "Р-1", stamp: stamp)
    #expect(again.wasKnown && !again.replaced)
    var corrected = first
    corrected.document = "уд. 2"
    #expect(try workspace.complete(corrected, of: "Р-1", stamp: stamp).replaced)
    let other = Completion(measure: MeasureCode("2.1"), date: day("2023-10-20"))
    #expect(try workspace.complete(other, of: "Р-1", stamp: stamp).route?.state == .inProgress)
    let last = Completion(measure: MeasureCode("1.12"), date: day("2023-11-24"))
    #expect(try workspace.complete(last, of: "Р-1", stamp: stamp).route?.state == .completed)
    let kinds = try workspace.events(of: "Р-1").map(\.kind)
    #expect(
      kinds == [
        "route", "submit", "return", "submit", "approve", "complete", "complete", "complete", "complete",
      ])
    #expect(try workspace.events(of: "Р-1")[2].comment == "позже")
    #expect(try workspace.records().people[0].completions.count == 4)
  }

  @Test func whatWasDoneBeforeTheRouteIsNoStepOfIt() throws {
    let workspace = try prepared()
    _ = try workspace.move("Р-1", .submit, comment: nil, stamp: stamp)
    _ = try workspace.move("Р-1", .approve, comment: nil, stamp: stamp)
    let early = Completion(measure: MeasureCode("1.6"), date: day("2023-08-31"))
    #expect(try workspace.complete(early, of: "Р-1", stamp: stamp).route?.state == .approved)
  }

  @Test func approvalReplacesEarlierVersions() throws {
    let workspace = try prepared()
    for move in [Workspace.Move.submit, .approve] { _ = try workspace.move("Р-1", move, comment: nil, stamp: stamp) }
    _ = try workspace.save([sampleDraft(value: 90)], stamp: stamp)
    #expect(try workspace.currentRoute(of: "Р-1").version == 1, "a draft does not displace what is in force")
    for move in [Workspace.Move.submit, .approve] { _ = try workspace.move("Р-1", move, comment: nil, stamp: stamp) }
    #expect(try workspace.versions(of: "Р-1").map(\.state) == [.replaced, .approved])
    #expect(try workspace.currentRoute(of: "Р-1").version == 2)
  }

  @Test func strangersAndMissingVersionsAreSaid() throws {
    let workspace = try prepared()
    #expect(throws: WorkspaceError.unknownPerson("Р-11", near: "Р-1")) { try workspace.versions(of: "Р-11") }
    #expect(throws: WorkspaceError.noRoute(person: "Р-2", version: nil)) { try workspace.currentRoute(of: "Р-2") }
    #expect(throws: WorkspaceError.noRoute(person: "Р-1", version: 7)) { try workspace.route(of: "Р-1", version: 7) }
    #expect(throws: WorkspaceError.noRoute(person: "Р-2", version: nil)) {
      try workspace.move("Р-2", .submit, comment: nil, stamp: stamp)
    }
  }
}
