/// An error as JSON-RPC sends it. Its message is for the client's log, in English.
struct ResponseError: Error, Encodable, Sendable {
  /// The codes of JSON-RPC and of the protocol that the server uses.
  enum Code: Int, Encodable, Sendable {
    case parseError = -32_700
    case invalidRequest = -32_600
    case methodNotFound = -32_601
    case invalidParams = -32_602
    case internalError = -32_603
    case serverNotInitialized = -32_002
    case requestCancelled = -32_800
  }

  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  init(_ mistake: MessageFramer.Mistake) {
    switch mistake {
    case .noLength: self.init(.parseError, "the header has no Content-Length")
    case .badLength(let text): self.init(.parseError, "Content-Length is not a whole number: «\(text)»")
    case .tooLong(let length):
      self.init(.invalidRequest, "the message has \(length) bytes; at most \(MessageFramer.largestMessage) are read")
    }
  }
}
