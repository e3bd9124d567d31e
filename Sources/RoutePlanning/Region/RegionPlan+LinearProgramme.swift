import Diagnostics
import Optimization
import RouteModel

extension RegionPlan {
  /// The region's decision as one CPLEX LP file, so that any MILP solver can confirm `requiredMet`, `value` and `bound`.
  /// It is handed to `sink` in parts: only names are held in memory.
  ///
  /// Variables of a person begin with `p` and the person's number in the order of ids; capacities and goals have their
  /// numbers.
  public func linearProgramme(_ sink: (String) -> Void) {
    let (members, measures) = (members, context.names.measures)
    let programme = AllocationLP(model) { person in
      let member = members[person]
      // Names of LP variables are ASCII: look-alikes keep the codes readable.
      return LPNames(
        need: { LookAlike.latin(member.needs[$0].text) },
        item: { LookAlike.latin(measures[member.measures[$0]].text) },
        option: { item, option in member.sessions[item].map { LookAlike.latin($0[option]) } ?? "\(option)" })
    }
    programme.write(sink)
  }
}
