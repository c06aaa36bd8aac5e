import org.jspecify.annotations.NullMarked;

/// Capture, index, state, replay and export of virtio-ism sessions.
@NullMarked
module ismscope.inspector {
    requires static transitive org.jspecify;
    requires transitive ismscope.device;
    requires HdrHistogram;
    requires aircompressor;
    // What aircompressor reads memory with.
    requires jdk.unsupported;
    requires org.agrona;
    requires tools.jackson.databind;

    exports ismscope.inspector.backend;
    exports ismscope.inspector.capture;
    exports ismscope.inspector.column;
    exports ismscope.inspector.control;
    exports ismscope.inspector.diff;
    exports ismscope.inspector.event;
    exports ismscope.inspector.export;
    exports ismscope.inspector.filter;
    exports ismscope.inspector.files;
    exports ismscope.inspector.generate;
    exports ismscope.inspector.index;
    exports ismscope.inspector.lint;
    exports ismscope.inspector.replay;
    exports ismscope.inspector.sequence;
    exports ismscope.inspector.session;
    exports ismscope.inspector.state;
    exports ismscope.inspector.statistics;
    exports ismscope.inspector.timeline;
    exports ismscope.inspector.wireshark;
}
