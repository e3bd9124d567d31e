import Optimization
import RouteModel
import RuleLanguage

/// A person's route as a model of the optimiser, and the way back from items to measures.
///
/// Items are the open measures of the pool in the order of their codes, options in the order of their dates: the ties of
/// the optimiser are then the ties of the design.
struct RouteDecision: Sendable {
  /// The model.
  var model: SelectionModel
  /// Item → position in the pool.
  var items: [Int]
  /// Need → competency.
  var needs: [CompetencyCode]

  init(pool: [PooledMeasure], profile: DeficitProfile, context: PlanningContext, horizon: DateSpan) {
    let names = context.names
    let scale = context.rules.scale
    var needs: [CompetencyCode] = []
    var needModels: [SelectionModel.Need] = []
    var needIndex: [CompetencyCode: Int] = [:]
    for line in profile.lines {
      guard let deficit = line.deficit, deficit > .zero, let band = line.band else { continue }
      let code = names.competencies[line.competency]
      needIndex[code] = needs.count
      needs.append(code)
      needModels.append(SelectionModel.Need(amount: deficit.hundredths, weight: scale[band].weight))
    }
    let open = pool.indices.filter { pool[$0].isOpen }
    let itemIndex = Dictionary(
      uniqueKeysWithValues: open.enumerated().map { (pool[$0.element].measure.code, $0.offset) })
    var groups: [String: Int] = [:]
    let items = open.map { index in
      let entry = pool[index]
      var group: Int?
      if let name = entry.measure.group {
        group = groups[name] ?? groups.count
        groups[name] = group
      }
      return SelectionModel.Item(
        load: entry.hours, bonus: entry.bonus(hourPrice: context.policy.hourPrice),
        required: entry.conclusion.isRequired, committed: entry.startedOn != nil,
        gains: entry.gains.compactMap { gain in
          needIndex[gain.competency].map { SelectionModel.Gain(need: $0, amount: gain.points.hundredths) }
        },
        options: entry.options.map {
          SelectionModel.Option(
            start: $0.occupied.from.dayNumber, end: $0.occupied.to.dayNumber, exclusive: $0.format.needsPresence)
        },
        prerequisites: entry.requires.compactMap { itemIndex[$0] }, group: group)
    }
    let periods = context.policy.periods(in: horizon).map {
      SelectionModel.Period(start: $0.days.from.dayNumber, end: $0.days.to.dayNumber, capacity: $0.cap)
    }
    model = SelectionModel(
      needs: needModels, items: items, periods: periods, concurrency: context.policy.concurrent)
    self.items = open
    self.needs = needs
  }
}
