/// The rows of an `LPModel`, all of the form `Σ terms ≤ right`, in a fixed order.
struct LPRows {
  typealias Row = (name: String, terms: [LPWriter.Term], right: Int)

  private let model: SelectionModel
  private let need: [String]
  private let option: [[String]]

  init(_ model: SelectionModel, need: [String], option: [[String]]) {
    self.model = model
    self.need = need
    self.option = option
  }

  /// Rows without terms are left out.
  var all: [Row] {
    let rows = covers + choices + periods + days + prerequisites + groups
    return rows.filter { !$0.terms.isEmpty }
  }

  private var taken: [(item: Int, name: String, option: SelectionModel.Option)] {
    model.items.indices.flatMap { item in
      option[item].enumerated().map { (item, $0.element, model.items[item].options[$0.offset]) }
    }
  }

  private var covers: [Row] {
    need.enumerated().map { index, name in
      var terms: [LPWriter.Term] = [(1, name)]
      for (item, data) in model.items.enumerated() {
        let gained = data.gains.filter { $0.need == index }.reduce(0) { $0 + $1.amount }
        if gained > 0 { terms += option[item].map { (-gained, $0) } }
      }
      return ("cover_\(index)", terms, 0)
    }
  }

  private var choices: [Row] {
    option.enumerated().map { index, names in ("one_\(index)", names.map { (1, $0) }, 1) }
  }

  private var periods: [Row] {
    model.periods.enumerated().map { index, period in
      let inside = taken.filter { period.start <= $0.option.start && $0.option.start <= period.end }
      let terms: [LPWriter.Term] = inside.map { (model.items[$0.item].load, $0.name) }
      return ("load_\(index)", terms.filter { $0.coefficient != 0 }, period.capacity)
    }
  }

  /// Limits on the days on which something starts: no day is covered more than one of those.
  private var days: [Row] {
    let taken = taken
    var rows: [Row] = []
    for (index, day) in Set(taken.map(\.option.start)).sorted().enumerated() {
      let running = taken.filter { $0.option.start <= day && day <= $0.option.end }
      if let limit = model.concurrency, running.count > limit {
        rows.append(("atonce_\(index)", running.map { (1, $0.name) }, limit))
      }
      let present = running.filter(\.option.exclusive)
      if present.count > 1 { rows.append(("present_\(index)", present.map { (1, $0.name) }, 1)) }
    }
    return rows
  }

  /// An option is taken only with an option of each prerequisite that ends before it starts.
  private var prerequisites: [Row] {
    taken.enumerated().flatMap { number, entry in
      model.items[entry.item].prerequisites.enumerated().map { place, earlier -> Row in
        let enough = option[earlier].indices.filter { model.items[earlier].options[$0].end < entry.option.start }
        return ("after_\(number)_\(place)", [(1, entry.name)] + enough.map { (-1, option[earlier][$0]) }, 0)
      }
    }
  }

  private var groups: [Row] {
    Set(model.items.compactMap(\.group)).sorted().enumerated().map { index, group in
      let names = model.items.indices.filter { model.items[$0].group == group }.flatMap { option[$0] }
      return ("group_\(index)", names.map { (1, $0) }, 1)
    }
  }
}
