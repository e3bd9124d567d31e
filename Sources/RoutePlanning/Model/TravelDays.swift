import RouteModel

/// How many days of travel lie before and after what a person attends away from home.
///
/// Only where both municipalities are known and differ, and the person has to be present. The days are the larger of
/// those the catalog gives for the two municipalities, else the policy's.
struct TravelDays: Sendable {
  /// The policy's days, 0 where it is silent.
  let general: Int
  /// The key of the person's municipality.
  let home: String?
  let catalog: Catalog

  func days(to place: String?, _ format: Format) -> Int {
    guard format.needsPresence, let home, let place, home != place else { return 0 }
    let own = [home, place].compactMap { catalog.municipality(spelled: $0)?.travelDays }
    return own.max() ?? general
  }
}
