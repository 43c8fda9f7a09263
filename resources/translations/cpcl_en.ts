<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n source(s) not where they were; their pictures are kept, but the footage cannot be shown.</source>
        <translation>
            <numerusform>%n source is not where it was; its pictures are kept, but the footage cannot be shown.</numerusform>
            <numerusform>%n sources are not where they were; their pictures are kept, but the footage cannot be shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of this case not read to the end.</source>
        <translation>
            <numerusform>%n file of this case was not read to the end.</numerusform>
            <numerusform>%n files of this case were not read to the end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait to be read.</source>
        <translation>
            <numerusform>%n file waits to be read.</numerusform>
            <numerusform>%n files wait to be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the report.</source>
        <translation>
            <numerusform>And %n more: see the report.</numerusform>
            <numerusform>And %n more: see the report.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) in {folder}.</source>
        <translation>
            <numerusform>%n item in {folder}.</numerusform>
            <numerusform>%n items in {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the bin</source>
        <translation>
            <numerusform>%n in the bin</numerusform>
            <numerusform>%n in the bin</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Zone, offset and doubt hold for all %n source(s) of camera {camera}</source>
        <translation>
            <numerusform>Zone, offset and doubt hold for the %n source of camera {camera}</numerusform>
            <numerusform>Zone, offset and doubt hold for all %n sources of camera {camera}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n vector(s) kept of the model {name} deleted.</source>
        <translation>
            <numerusform>The %n vector kept of the model {name} was deleted.</numerusform>
            <numerusform>The %n vectors kept of the model {name} were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The change to the model {name} was given up; its %n vector(s) were deleted.</source>
        <translation>
            <numerusform>The change to the model {name} was given up; its %n vector was deleted.</numerusform>
            <numerusform>The change to the model {name} was given up; its %n vectors were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} and %n more</numerusform>
            <numerusform>{first} and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the bin · %n passage(s) not searched</source>
        <translation>
            <numerusform>In the bin · %n passage not searched</numerusform>
            <numerusform>In the bin · %n passages not searched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) have the content that was added.</source>
        <translation>
            <numerusform>%n source has the content that was added.</numerusform>
            <numerusform>%n sources have the content that was added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put into the bin: not searched any more, nothing is deleted.</source>
        <translation>
            <numerusform>%n source put into the bin: not searched any more, nothing is deleted.</numerusform>
            <numerusform>%n sources put into the bin: not searched any more, nothing is deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put back from the bin.</source>
        <translation>
            <numerusform>%n source put back from the bin.</numerusform>
            <numerusform>%n sources put back from the bin.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With them go %n decision(s), mark(s) and sentence(s) of people about them.</source>
        <translation>
            <numerusform>With them goes %n decision, mark or sentence of people about them.</numerusform>
            <numerusform>With them go %n decisions, marks and sentences of people about them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) removed from the case for good.</source>
        <translation>
            <numerusform>%n source removed from the case for good.</numerusform>
            <numerusform>%n sources removed from the case for good.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{folder}: watched, %n video(s) added</source>
        <translation>
            <numerusform>{folder}: watched, %n video added</numerusform>
            <numerusform>{folder}: watched, %n videos added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new video(s) arrived in a watched folder.</source>
        <translation>
            <numerusform>%n new video arrived in a watched folder.</numerusform>
            <numerusform>%n new videos arrived in a watched folder.</numerusform>
        </translation>
    </message>
</context>
</TS>
