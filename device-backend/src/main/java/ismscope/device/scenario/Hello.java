package ismscope.device.scenario;

/// The walking skeleton's story.
final class Hello implements Scenario {
    @Override
    public String name() {
        return "hello";
    }

    @Override
    public String summary() {
        return "one VM writes \"message N!!\" once a second, its peer reads after each doorbell";
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        stage.mark("hello");
    }
}
