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

  init(pool: [PooledMeasure], profile: DeficitProfile, context: PlanningContext, day: PlanningDay) {
    let names = context.names
    var needs: [CompetencyCode] = []
    var needModels: [SelectionModel.Need] = []
    var needIndex = [Int?](repeating: nil, count: names.competencies.count)
    for line in profile.lines {
      guard let deficit = line.deficit, deficit > .zero, let band = line.band else { continue }
      needIndex[line.competency] = needs.count
      needs.append(names.competencies[line.competency])
      needModels.append(SelectionModel.Need(amount: deficit.hundredths, weight: context.rules.scale[band].weight))
    }
    let open = pool.indices.filter { pool[$0].isOpen }
    // Groups are numbered as they come up.
    var groups: [Int] = []
    let items = open.map { index in
      let entry = pool[index].entry
      var group: Int?
      if let own = entry.group {
        group = groups.firstIndex(of: own) ?? groups.count
        if group == groups.count { groups.append(own) }
      }
      var gains: [SelectionModel.Gain] = []
      gains.reserveCapacity(pool[index].gains.count)
      for (competency, gain) in zip(pool[index].gainPositions, pool[index].gains) {
        if let need = needIndex[competency] { gains.append(.init(need: need, amount: gain.points.hundredths)) }
      }
      return SelectionModel.Item(
        load: pool[index].hours, bonus: pool[index].bonus(hourPrice: context.policy.hourPrice),
        required: pool[index].conclusion.isRequired, committed: pool[index].startedOn != nil, gains: gains,
        options: pool[index].modelOptions,
        prerequisites: pool[index].requires.compactMap { code in open.firstIndex { pool[$0].measure.code == code } },
        group: group)
    }
    model = SelectionModel(
      needs: needModels, items: items, periods: day.modelPeriods, concurrency: context.policy.concurrent)
    self.items = open
    self.needs = needs
  }

  /// An option as the optimiser reads it.
  static func option(_ option: SessionOption) -> SelectionModel.Option {
    SelectionModel.Option(
      start: option.occupied.from.dayNumber, end: option.occupied.to.dayNumber, exclusive: option.format.needsPresence)
  }
}
