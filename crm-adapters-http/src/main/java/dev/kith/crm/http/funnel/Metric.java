package dev.kith.crm.http.funnel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be asked of a pipeline. */
enum Metric {
  FUNNEL("funnel", "Funnel"),
  CONVERSION_MATRIX("conversion-matrix", "From stage to stage"),
  VELOCITY("velocity", "Velocity"),
  AGEING("ageing", "Ageing"),
  STUCK("stuck", "Stuck"),
  PUSH_COUNT("push-count", "Pushed out"),
  LEAKAGE("leakage", "Leakage"),
  COMPETITION("competition", "Against competitors");

  private final String code;
  private final String title;

  Metric(String code, String title) {
    this.code = code;
    this.title = title;
  }

  /** As in the API and in addresses. */
  String code() {
    return code;
  }

  /** For people. */
  String title() {
    return title;
  }

  /** Whether it lists opportunities page by page. */
  boolean isPaged() {
    return this == AGEING || this == STUCK;
  }

  static Optional<Metric> of(String code) {
    return Arrays.stream(values()).filter(metric -> metric.code.equals(code)).findFirst();
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(Metric::code).toList();
  }
}
