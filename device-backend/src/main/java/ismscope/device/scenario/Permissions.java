package ismscope.device.scenario;

/// Every grant and every refusal, one after the other, each with what must come of it.
///
/// vm1 owns a region, vm2 is its peer, vm3 at times has a grant of its own. An answer other than
/// the draft's and this project's rules breaks the story off.
final class Permissions implements Scenario {
    @Override
    public String name() {
        return "permissions";
    }

    @Override
    public String summary() {
        return "every grant and every refusal, each answered as it must be";
    }

    @Override
    public void play(Stage stage) throws Exception {
        PermissionSteps steps = new PermissionSteps(stage);
        steps.defaultRights();
        steps.readOnlyAndWriteOnly();
        steps.grantForOneDevice();
        steps.management();
        steps.withdrawal();
        steps.wrongTokens();
        steps.malformed();
        steps.noRoom();
        steps.afterTheOwner();
    }
}
