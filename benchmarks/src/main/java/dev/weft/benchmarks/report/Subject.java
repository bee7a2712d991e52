package dev.weft.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** What some of the benchmarks are about; each subject has blocks of its own in the page. */
enum Subject {
  /** Woven code and the weaver. */
  CODE("^dev\\.weft\\.benchmarks\\.(?!sync\\.|streams\\.)") {
    @Override
    List<Claim> claims() {
      return Claims.ALL;
    }
  },

  /** Channels and locks that tasks contend for. */
  SYNC("^dev\\.weft\\.benchmarks\\.sync\\.(?!Uncontended)") {
    @Override
    List<Claim> claims() {
      return SyncClaims.contests(
          hasVirtualThreads() ? List.of("kotlin", "virtualThreads") : List.of("kotlin"));
    }
  },

  /** Streams of elements that are there. */
  STREAMS("^dev\\.weft\\.benchmarks\\.streams\\.") {
    @Override
    List<Claim> claims() {
      return StreamClaims.ALL;
    }
  },

  /** Channels and locks where nobody waits. */
  UNCONTENDED("^dev\\.weft\\.benchmarks\\.sync\\.Uncontended") {
    @Override
    List<Claim> claims() {
      return SyncClaims.ALLOCATIONS;
    }
  };

  private final String benchmarks;

  Subject(String benchmarks) {
    this.benchmarks = benchmarks;
  }

  /** All that is said of it, on this JVM. */
  abstract List<Claim> claims();

  /** The subject of a name. */
  static Subject of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The block of the page, on this JVM. */
  String block() {
    return name().toLowerCase(Locale.ROOT) + " " + Runtime.version().feature();
  }

  /** Chooses the benchmarks, without those of virtual threads where there are none. */
  void choose(ChainedOptionsBuilder options) {
    options.include(benchmarks);
    if (!hasVirtualThreads()) {
      options.exclude("\\.virtualThreads");
    }
  }

  private static boolean hasVirtualThreads() {
    return Runtime.version().feature() >= 21;
  }

  /** The table of claims. */
  String claims(Map<String, Figure> figures) {
    StringBuilder table =
        new StringBuilder("| claim | measured | limit | holds |\n|---|---|---|---|\n");
    claims().forEach(claim -> table.append(claim.row(figures)));
    return table.toString();
  }
}
