package io.sluice.controlplane.api;

import io.sluice.whip.Problem;

/// A request that cannot be read. It never leaves this package: the controller turns it into its
/// problem.
final class RequestRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  private RequestRefusedException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /// The request as a whole is wrong.
  static RequestRefusedException because(int status, String reason, String detail) {
    return new RequestRefusedException(Problem.of(status, reason, detail));
  }

  /// One field of it is.
  static RequestRefusedException field(String path, String reason, String detail) {
    return new RequestRefusedException(Problem.of(422, reason, detail).with("field", path));
  }

  Problem problem() {
    return problem;
  }
}
