<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>These show the same corrected time, as far as their clocks are right. At most %n.</source>
        <translation>
            <numerusform>These show the same corrected time, as far as their clocks are right. At most %n.</numerusform>
            <numerusform>These show the same corrected time, as far as their clocks are right. At most %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen: that is more than there is room for.</source>
        <translation>
            <numerusform>%n chosen: that is more than there is room for.</numerusform>
            <numerusform>%n chosen: that is more than there is room for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen.</source>
        <translation>
            <numerusform>%n chosen.</numerusform>
            <numerusform>%n chosen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other camera(s) in step by corrected time.</source>
        <translation>
            <numerusform>%n other camera in step by corrected time.</numerusform>
            <numerusform>%n other cameras in step by corrected time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a clock to go by: {names}</source>
        <translation>
            <numerusform>%n source without a clock to go by: {names}</numerusform>
            <numerusform>%n sources without a clock to go by: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) in view: passages {numbers}.</source>
        <translation>
            <numerusform>%n other in view: passage {numbers}.</numerusform>
            <numerusform>%n others in view: passages {numbers}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) without pictures</source>
        <translation>
            <numerusform>%n time without pictures</numerusform>
            <numerusform>%n times without pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; none of them stands among these hits.</source>
        <translation>
            <numerusform>%n new passage was read since; it does not stand among these hits.</numerusform>
            <numerusform>%n new passages were read since; none of them stands among these hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since and would stand among these hits.</source>
        <translation>
            <numerusform>%n new passage was read since and would stand among these hits.</numerusform>
            <numerusform>%n new passages were read since and would stand among these hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; {some} of them would stand among these hits.</source>
        <translation>
            <numerusform>%n new passage was read since; {some} of them would stand among these hits.</numerusform>
            <numerusform>%n new passages were read since; {some} of them would stand among these hits.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a known clock</source>
        <translation>
            <numerusform>%n source without a known clock</numerusform>
            <numerusform>%n sources without a known clock</numerusform>
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
        <source>Show more: %n below these</source>
        <translation>
            <numerusform>Show more: %n below these</numerusform>
            <numerusform>Show more: %n below these</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{verdict}: %n hit(s) proposed to show one person.</source>
        <translation>
            <numerusform>{verdict}: %n hit proposed to show one person.</numerusform>
            <numerusform>{verdict}: %n hits proposed to show one person.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of the group are not among the hits and stay as they are.</source>
        <translation>
            <numerusform>%n more of the group is not among the hits and stays as it is.</numerusform>
            <numerusform>%n more of the group are not among the hits and stay as they are.</numerusform>
        </translation>
    </message>
</context>
</TS>
