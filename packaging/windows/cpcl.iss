; The Windows installer: iscc /DVersion=0.1.0 /DBuild=C:\out\cpcl-desktop /DIcon=C:\out\cpcl.ico /DOut=C:\out cpcl.iss
; Inno Setup 6.3 or newer. With a certificate also: "/Ssign=signtool sign /fd SHA256 /tr URL /td SHA256 $f" /DSigned
; packaging/inno.py says all of this.
#ifndef Version
  #error Say which version: /DVersion=0.1.0
#endif
#ifndef Build
  #error Say which folder build.py made: /DBuild=FOLDER
#endif
#ifndef Icon
  #error Say which icon: python packaging/icons.py FILE.ico, then /DIcon=FILE.ico
#endif
#ifndef Out
  #define Out "."
#endif

[Setup]
; The same id for ever: by it a newer version replaces an older one.
AppId={{6B0E6E5B-6F2C-4C1E-9C5E-3B1B0C7D5A41}
AppName=CPCL Desktop
AppVersion={#Version}
AppPublisher=CPCL Desktop developers
DefaultDirName={autopf}\CPCL Desktop
DefaultGroupName=CPCL Desktop
DisableProgramGroupPage=yes
; For oneself without an administrator, or for everybody; /CURRENTUSER and /ALLUSERS say so on the command line.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
ChangesEnvironment=yes
CloseApplications=yes
LicenseFile={#SourcePath}\..\..\LICENSE
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\cpcl-desktop.exe
UninstallDisplayName=CPCL Desktop
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
OutputDir={#Out}
OutputBaseFilename=cpcl-desktop-{#Version}-windows-x86_64
#ifdef Signed
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "association"; Description: "Open case files (.cpcl) with CPCL Desktop"
Name: "path"; Description: "Let the command cpcl be found in every terminal (PATH)"; Flags: unchecked
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not, must not be loaded; users' files lie elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Build}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\CPCL Desktop"; Filename: "{app}\cpcl-desktop.exe"
Name: "{autodesktop}\CPCL Desktop"; Filename: "{app}\cpcl-desktop.exe"; Tasks: desktopicon

[Registry]
; HKA: of everybody or of one user, as it is installed; all of it goes when the program is removed.
Root: HKA; Subkey: "Software\Classes\.cpcl\OpenWithProgids"; ValueType: string; ValueName: "CPCLDesktop.Case"; ValueData: ""; Flags: uninsdeletevalue; Tasks: association
Root: HKA; Subkey: "Software\Classes\.cpcl"; ValueType: string; ValueName: ""; ValueData: "CPCLDesktop.Case"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: association
Root: HKA; Subkey: "Software\Classes\CPCLDesktop.Case"; ValueType: string; ValueName: ""; ValueData: "CPCL case"; Flags: uninsdeletekey; Tasks: association
Root: HKA; Subkey: "Software\Classes\CPCLDesktop.Case\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\cpcl-desktop.exe,0"; Tasks: association
Root: HKA; Subkey: "Software\Classes\CPCLDesktop.Case\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\cpcl-desktop.exe"" ""%1"""; Tasks: association
Root: HKA; Subkey: "{code:EnvironmentKey}"; ValueType: expandsz; ValueName: "Path"; ValueData: "{code:PathWithOurs}"; Check: IsNotInPath; Tasks: path

[Run]
Filename: "{app}\cpcl-desktop.exe"; Description: "{cm:LaunchProgram,CPCL Desktop}"; Flags: nowait postinstall skipifsilent

[Code]
function EnvironmentKey(Param: String): String;
begin
  if IsAdminInstallMode then
    Result := 'SYSTEM\CurrentControlSet\Control\Session Manager\Environment'
  else
    Result := 'Environment';
end;

function PathOfNow(var Now: String): Boolean;
begin
  Result := RegQueryStringValue(HKA, EnvironmentKey(''), 'Path', Now);
end;

function IsNotInPath: Boolean;
var
  Now: String;
begin
  Result := not PathOfNow(Now) or (Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(Now) + ';') = 0);
end;

{ Behind what is there; alone where there is nothing, since an empty part of PATH means the current folder. }
function PathWithOurs(Param: String): String;
begin
  if not PathOfNow(Result) then
    Result := '';
  if (Result <> '') and (Result[Length(Result)] <> ';') then
    Result := Result + ';';
  Result := Result + ExpandConstant('{app}');
end;

{ Our folder leaves PATH with the program; everything else in it stays as it is. }
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
var
  Now, Ours: String;
  At: Integer;
begin
  if (CurUninstallStep <> usUninstall) or not PathOfNow(Now) then
    exit;
  Ours := ';' + Lowercase(ExpandConstant('{app}')) + ';';
  At := Pos(Ours, ';' + Lowercase(Now) + ';');
  if At > 0 then
  begin
    if At > 1 then
      Delete(Now, At - 1, Length(Ours) - 1)
    else
      Delete(Now, 1, Length(Ours) - 1);
    RegWriteExpandStringValue(HKA, EnvironmentKey(''), 'Path', Now);
  end;
end;
