; The Windows installer, for Inno Setup 6; run by `build.py windows`, which gives Version and Root.
#ifndef Version
  #error Version is given by build.py
#endif

[Setup]
AppId={{7C1E6C0B-5B0C-4D0B-9E7D-52C3E5B2F0A4}
AppName=LTX Accounts
AppVersion={#Version}
AppVerName=LTX Accounts {#Version}
AppPublisher=The LTX Accounts maintainers
VersionInfoVersion={#Version}
VersionInfoDescription=LTX Accounts installer
DefaultDirName={autopf}\LTX Accounts
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\build\work\icons\ltx-accounts.ico
UninstallDisplayIcon={app}\ltx-accounts.exe
UninstallDisplayName=LTX Accounts
OutputDir={#Root}\build
OutputBaseFilename=ltx-accounts-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"
Name: "spanish"; MessagesFile: "compiler:Languages\Spanish.isl"

[InstallDelete]
; An older version's libraries would be loaded beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\build\ltx-accounts\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\LTX Accounts"; Filename: "{app}\ltx-accounts.exe"
Name: "{autoprograms}\LTX Accounts (demo)"; Filename: "{app}\ltx-accounts.exe"; Parameters: "--demo"

[Registry]
; Starting with the session is switched on in the app; it goes with the app, and so does Task Manager's switch for it.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueName: "LTX Accounts"; ValueType: none; Flags: uninsdeletevalue dontcreatekey
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"; ValueName: "LTX Accounts"; ValueType: none; Flags: uninsdeletevalue dontcreatekey

[Run]
Filename: "{app}\ltx-accounts.exe"; Description: "{cm:LaunchProgram,LTX Accounts}"; Flags: nowait postinstall skipifsilent
