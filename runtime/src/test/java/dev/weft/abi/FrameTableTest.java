package dev.weft.abi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What frame classes tell about their states. */
final class FrameTableTest {
  private static final String TEXT =
      "app.C\nrun\nC.java\n3 0 1  2\n3=\n4=\n5 0   3\n-1\n next text big inner";

  @Test
  void linesOfStates() {
    FrameTable table = FrameTable.parse(TEXT);
    assertThat(table.element(0)).hasToString("app.C.run(C.java:3)");
    assertThat(table.element(2)).hasToString("app.C.run(C.java:4)");
    assertThat(table.element(3)).hasToString("app.C.run(C.java:5)");
    assertThat(table.element(4)).hasToString("app.C.run(C.java)");
    assertThat(table.element(5)).hasToString("app.C.run(C.java)");
    assertThat(table.element(2)).isSameAs(table.element(2));
  }

  @Test
  void namesOfVariablesByField() {
    FrameTable table = FrameTable.parse(TEXT);
    assertThat(table.names(0)).containsExactly("next", "text", "", "big");
    assertThat(table.names(2)).containsExactly("next", "text", "", "big");
    assertThat(table.names(3)).containsExactly("next", "", "", "inner");
    assertThat(table.names(4)).isEmpty();
    assertThat(table.names(5)).isEmpty();
  }

  @Test
  void aPlaceIsATableOfOneState() {
    assertThat(FrameTable.parse("app.C\nmain\nC.java\n12").element(0))
        .hasToString("app.C.main(C.java:12)");
    assertThat(FrameTable.parse("app.C\nmain\n\n-1").element(0))
        .hasToString("app.C.main(Unknown Source)");
    assertThat(FrameTable.parse(TEXT).names(9)).isEmpty();
  }

  private static final class Changing extends AsyncFrame {
    private String table = "app.C\nrun\nC.java\n1";

    @Override
    protected Object resume(Strand strand) {
      return "";
    }

    @Override
    protected String table() {
      return table;
    }
  }

  /** As hot reload does it. */
  @Test
  void aTableThatChangesIsReadAgain() {
    Changing frame = new Changing();
    assertThat(frame).hasToString("app.C.run(C.java:1)");
    assertThat(FrameTable.of(frame)).isSameAs(FrameTable.of(new Changing()));
    frame.table = "app.C\nrun\nC.java\n2";
    assertThat(frame).hasToString("app.C.run(C.java:2)");
  }
}
